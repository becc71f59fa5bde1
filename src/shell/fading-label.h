#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_FADING_LABEL (kontor_fading_label_get_type ())
G_DECLARE_FINAL_TYPE (KontorFadingLabel, kontor_fading_label, KONTOR, FADING_LABEL, GtkWidget)

/*
 * A name that is there where there is room for it, shortened to something that can
 * still be read, and else not at all: three dots tell nobody anything.
 */

void kontor_fading_label_set_label (KontorFadingLabel *self, const char *text);

G_END_DECLS
