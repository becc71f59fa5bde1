# To be read by other scripts: install_packages LIST ... installs the Debian
# packages named in the lists, one a line, that are not there yet.

install_packages () {
  missing=
  for package in $(cat "$@" | sed 's/#.*//'); do
    if ! dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed'; then
      missing="$missing $package"
    fi
  done
  [ -n "$missing" ] || return 0

  if [ "$(id -u)" = 0 ]; then
    as_root=
  elif command -v sudo > /dev/null; then
    as_root=sudo
  else
    echo "These packages are missing, and only an administrator can install them:$missing" >&2
    return 1
  fi
  echo "Installing:$missing" >&2
  # shellcheck disable=SC2086
  $as_root apt-get update > /dev/null &&
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing > /dev/null
}
