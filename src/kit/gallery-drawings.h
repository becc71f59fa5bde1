#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For the gallery: a page for each kind of chart, and one for printed pages. */
void kontor_gallery_add_drawings (void);

G_END_DECLS
