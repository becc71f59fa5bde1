#pragma once

#include "kit/desk.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_MAP_COMMENTS (kontor_map_comments_get_type ())
G_DECLARE_FINAL_TYPE (KontorMapComments, kontor_map_comments, KONTOR, MAP_COMMENTS, GObject)

/*
 * What people say of a map, as it stands on the server; news of other desks
 * come in by themselves.
 *
 * Signal "changed".
 */

/**
 * KontorMapComment:
 * @point: (nullable): the key of the point it is about; %NULL: the whole map
 * @answers: (nullable): the id of the comment it answers
 * @settled_at: (nullable): since when it is done with
 */
typedef struct
{
  char     *id;
  char     *point;
  char     *answers;
  char     *text;
  char     *author;
  char     *created_at;
  char     *settled_at;
  char     *settled_by;
  gboolean  mine;
} KontorMapComment;

KontorMapComments      *kontor_map_comments_new        (KontorDesk *desk, const char *map_id);
void                    kontor_map_comments_read       (KontorMapComments *self);

/* The oldest first, each followed by its answers. */
guint                   kontor_map_comments_get_count  (KontorMapComments *self);
const KontorMapComment *kontor_map_comments_get        (KontorMapComments *self, guint position);
/* How many are open, without answers; (nullable) @point: of that point only. */
guint                   kontor_map_comments_count_open (KontorMapComments *self, const char *point);

/* What goes wrong is told by the desk.  (nullable) @point, @answers. */
void                    kontor_map_comments_add        (KontorMapComments *self, const char *point, const char *answers, const char *text);
void                    kontor_map_comments_settle     (KontorMapComments *self, const char *id, gboolean settled);
void                    kontor_map_comments_remove     (KontorMapComments *self, const char *id);

/* Takes back what was written here last; FALSE where that is nothing, or done already. */
gboolean                kontor_map_comments_undo       (KontorMapComments *self);
/* Something else was done since: that is what is undone first. */
void                    kontor_map_comments_pass_over  (KontorMapComments *self);

G_END_DECLS
