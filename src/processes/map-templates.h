#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_MAP_TEMPLATES (kontor_map_templates_get_type ())
G_DECLARE_FINAL_TYPE (KontorMapTemplates, kontor_map_templates, KONTOR, MAP_TEMPLATES, GObject)

/*
 * The office's templates: pieces of maps that are kept under a name.  Who may
 * draw maps may keep and delete them.
 *
 * Signal "changed": there are others now, kept here or on another desk.
 */

KontorMapTemplates *kontor_map_templates_new       (KontorDesk *desk);
guint               kontor_map_templates_get_count (KontorMapTemplates *self);
const char         *kontor_map_templates_get_name  (KontorMapTemplates *self, guint position);
/* What kontor_map_piece_paste() takes. */
const char         *kontor_map_templates_get_piece (KontorMapTemplates *self, guint position);

/* Both are told by a toast from which they can be undone. */
void                kontor_map_templates_keep      (KontorMapTemplates *self, const char *name, const char *piece);
void                kontor_map_templates_remove    (KontorMapTemplates *self, guint position);

G_END_DECLS
