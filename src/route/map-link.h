#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * kontor_map_link_resolve:
 * @text: what a person wrote as the address of a link
 *
 * Only addresses that open a page or a letter are opened from a map, never a
 * file or a program: "http", "https" and "mailto".  "example.org" is a page,
 * "info@example.org" a letter.
 *
 * Returns: (transfer full) (nullable): the whole address; %NULL where it is none
 */
char *kontor_map_link_resolve (const char *text);

G_END_DECLS
