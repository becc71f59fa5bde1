#pragma once

#include "route/map-fold.h"

G_BEGIN_DECLS

/*
 * Where a walk over a large map had better look first.  Two lines that might hold
 * a token at once although they must not, and the row of pairs that leads to them,
 * tell which two tokens to bring forward, and that all others have to come out of
 * their way.  What it says is a guess; only what was walked counts.
 */
typedef struct _KontorMapGuide KontorMapGuide;

/* @row: (element-type KontorMapFoldPair), of kontor_map_fold_is_clean(); both must outlive it. */
KontorMapGuide *kontor_map_guide_new  (const KontorMapFold *fold, const GArray *row);
void            kontor_map_guide_free (KontorMapGuide *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorMapGuide, kontor_map_guide_free)

/**
 * kontor_map_guide_rate:
 * @lines: that hold a token
 * @merge: (out): the merge that has to go on next, G_MAXUINT for none
 *
 * Returns: how many steps are missing at least
 */
guint           kontor_map_guide_rate (KontorMapGuide *self, const guint16 *lines, guint n_lines, guint *merge);

/* How far all tokens together are from standing before @merge, or being gone. */
guint           kontor_map_guide_clear (KontorMapGuide *self, const guint16 *lines, guint n_lines, guint merge);

G_END_DECLS
