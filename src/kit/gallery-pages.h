#pragma once

#include <gtk/gtk.h>

#include "model/record.h"

G_BEGIN_DECLS

/* Adds the kit's own pages to the gallery. */
void          kontor_gallery_add_pages (void);

/* A filled record of an entity, different for each number, as if it had been read; (transfer full). */
KontorRecord *kontor_gallery_make_record (const KontorEntity *entity, guint number);

/* A list of @n such records that are made when they are looked at; (transfer full). */
GListModel   *kontor_gallery_make_rows   (const KontorEntity *entity, guint n);

G_END_DECLS
