#pragma once

#include "kit/desk.h"
#include "route/map-edit.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_MAP_DRAFT (kontor_map_draft_get_type ())
G_DECLARE_FINAL_TYPE (KontorMapDraft, kontor_map_draft, KONTOR, MAP_DRAFT, GObject)

/*
 * Keeps what is drawn: every gesture is written as soon as it has ended, and
 * what others draw on the same draft comes in while one draws.  A crash loses
 * the last gesture at most; two people lose nothing of each other's.
 *
 * Signals: "state": saved, being saved, draft or not; "merged" (const char
 * *who, GPtrArray *conflicts): somebody else's work came in (element-type
 * KontorMapConflict: what only a person can decide); "failed" (GError *): it
 * was not written; "published" (gint64 number) and "refused" (GError *): whether
 * new processes walk it now; "discarded" (GError *, or NULL): it was thrown away.
 */

KontorMapDraft *kontor_map_draft_new        (KontorDesk *desk, const char *map_id);

/**
 * kontor_map_draft_begin:
 * @edit: what is drawn from now on
 * @id: (nullable): the version it begins with
 * @row_version: of the row
 * @json: (nullable): the graph of that version
 *
 * @is_draft tells whether @id is a draft already.
 */
void            kontor_map_draft_begin      (KontorMapDraft *self, KontorMapEdit *edit, const char *id,
                                             gint64 row_version, gboolean is_draft, gint64 number, const char *json);
/* Writes now what is not written yet. */
void            kontor_map_draft_keep       (KontorMapDraft *self);
/* The same, and makes it the version that new processes walk. */
void            kontor_map_draft_publish    (KontorMapDraft *self);
/* Throws it away, and follows no more until it begins again. */
void            kontor_map_draft_discard    (KontorMapDraft *self);

gboolean        kontor_map_draft_is_kept    (KontorMapDraft *self);
/* (nullable): the id of the draft; NULL as long as nothing was changed. */
const char     *kontor_map_draft_get_id     (KontorMapDraft *self);
/* Which version is drawn; 0 for a map that was not drawn yet. */
gint64          kontor_map_draft_get_number (KontorMapDraft *self);

G_END_DECLS
