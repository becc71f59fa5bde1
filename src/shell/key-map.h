#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * kontor_key_map_new:
 *
 * Every key there is, by the places where it works, to be searched and scrolled:
 * what Ctrl+? shows.  A test of the architecture compares it with the keys in the
 * sources.  (GTK's own window of shortcuts puts its groups in any order, and is as
 * high as the largest of them.)
 */
GtkWindow *kontor_key_map_new (GtkWindow *parent);

G_END_DECLS
