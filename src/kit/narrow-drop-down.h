#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A drop down that is never wider than its place; @labels end with NULL. */
GtkWidget *kontor_narrow_drop_down_new (const char * const *labels);

G_END_DECLS
