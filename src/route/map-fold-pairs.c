#include "config.h"

#include <string.h>

#include "route/map-fold.h"

#define BIT(row, i) ((row)[(i) / 64] >> ((i) % 64) & 1)
#define SET(row, i) ((row)[(i) / 64] |= (guint64) 1 << ((i) % 64))
#define CLEAR(row, i) ((row)[(i) / 64] &= ~((guint64) 1 << ((i) % 64)))

guint64 *
kontor_map_fold_reach (const KontorMapFold *self, guint *numbers, guint *width)
{
  guint n_into = 0, words;
  guint64 *reach;
  g_autofree guint64 *news = NULL;
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint l = 0; l < self->n_lines; l++)
    numbers[l] = !self->lines[l].gone && self->nodes[self->lines[l].head].kind == KONTOR_MAP_KIND_MERGE ? n_into++ : G_MAXUINT;
  words = n_into / 64 + 1;
  reach = g_new0 (guint64, (gsize) words * (self->n_nodes + 1));
  news = g_new (guint64, words);

  /* Against the arrows from every merge, again where something was learnt. */
  for (guint n = 0; n < self->n_nodes; n++)
    if (!self->nodes[n].gone && self->nodes[n].kind == KONTOR_MAP_KIND_MERGE)
      g_array_append_val (open, n);
  while (open->len > 0)
    {
      guint node = g_array_index (open, guint, open->len - 1);
      const KontorMapFoldNode *it = &self->nodes[node];
      gboolean merges = it->kind == KONTOR_MAP_KIND_MERGE;

      g_array_set_size (open, open->len - 1);
      memcpy (news, reach + (gsize) node * words, words * sizeof (guint64));
      /* Whoever has passed a merge does not come to it by that way. */
      for (guint i = 0; merges && i < it->ins->len; i++)
        CLEAR (news, numbers[g_array_index (it->ins, guint, i)]);
      for (guint i = 0; i < it->ins->len; i++)
        {
          guint line = g_array_index (it->ins, guint, i), tail = self->lines[line].tail;
          guint64 *row = reach + (gsize) tail * words;
          gboolean learnt = FALSE;

          if (merges && !BIT (row, numbers[line]))
            {
              SET (row, numbers[line]);
              learnt = TRUE;
            }
          for (guint w = 0; w < words; w++)
            {
              learnt = learnt || (news[w] & ~row[w]) != 0;
              row[w] |= news[w];
            }
          if (learnt)
            g_array_append_val (open, tail);
        }
    }
  *width = words;
  return reach;
}

gboolean
kontor_map_fold_awaits (const KontorMapFold *self, const guint64 *row, const guint *numbers, guint merge,
                        gboolean (*holds) (gpointer data, guint line), gpointer data)
{
  const GArray *ins = self->nodes[merge].ins;
  gboolean comes = FALSE;

  for (guint i = 0; i < ins->len; i++)
    {
      guint line = g_array_index (ins, guint, i);

      if (!BIT (row, numbers[line]))
        continue;
      if (holds (data, line))
        return FALSE;
      comes = TRUE;
    }
  return comes;
}

/* A pair and how it came about: by which other one. */
typedef struct
{
  KontorMapFoldPair pair;
  guint             before;
} Found;

typedef struct
{
  const KontorMapFold *fold;
  guint                words;
  /* By line, the lines that may hold a token at the same time. */
  guint64             *pairs;
  /* The same in the order in which they were found. */
  GArray              *found;
  guint64             *reach;
  guint                reach_words;
  guint               *numbers;
  gboolean             clean;
} Pairs;

static void
pair (Pairs *self, guint one, guint other, guint before, guint moved)
{
  guint here = self->fold->lines[one].head, there = self->fold->lines[other].head;
  guint64 *row = self->pairs + (gsize) one * self->words;
  Found found = { { one, other, moved }, before };

  if (one == other || (here == there && self->fold->nodes[here].kind == KONTOR_MAP_KIND_END))
    self->clean = FALSE;
  else if (BIT (row, other))
    return;
  SET (row, other);
  SET (self->pairs + (gsize) other * self->words, one);
  g_array_append_val (self->found, found);
}

static gboolean
is_line (gpointer data, guint line)
{
  return GPOINTER_TO_UINT (data) == line;
}

/* Whether the merge that @line leads to, holding a token there and nowhere else, waits for one on @other. */
static gboolean
waits (Pairs *self, guint line, guint other)
{
  guint head = self->fold->lines[line].head, there = self->fold->lines[other].head;

  return there != head && kontor_map_fold_awaits (self->fold, self->reach + (gsize) there * self->reach_words, self->numbers, head,
                                                  is_line, GUINT_TO_POINTER (line));
}

/* The token on @line moves on while another stays on @still.  Where a merge goes
 * on because of a third one, the pair of that one and @still tells the same. */
static void
move (Pairs *self, guint line, guint still, guint before)
{
  guint head = self->fold->lines[line].head;
  const KontorMapFoldNode *node = &self->fold->nodes[head];

  if (node->kind == KONTOR_MAP_KIND_MERGE && (self->fold->lines[still].head == head || waits (self, line, still)))
    return;
  for (guint i = 0; i < node->outs->len && self->clean; i++)
    pair (self, g_array_index (node->outs, guint, i), still, before, line);
}

static gboolean
leads_to_merge (Pairs *self, guint line)
{
  return !self->fold->lines[line].gone && self->fold->nodes[self->fold->lines[line].head].kind == KONTOR_MAP_KIND_MERGE;
}

/* Whether merges could wait for each other in a ring: what waits for nobody is
 * taken away until nothing is left, or only rings and who waits for them. */
static gboolean
may_hang (Pairs *self)
{
  guint n_lines = self->fold->n_lines, left = 0;
  g_autofree guint *waiting = g_new0 (guint, n_lines + 1);
  g_autofree guint64 *edges = g_new0 (guint64, (gsize) self->words * (n_lines + 1));
  g_autoptr (GArray) free_lines = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint l = 0; l < n_lines; l++)
    {
      if (!leads_to_merge (self, l))
        continue;
      left++;
      for (guint o = 0; o < n_lines; o++)
        if (BIT (self->pairs + (gsize) l * self->words, o) && leads_to_merge (self, o) && waits (self, l, o))
          {
            SET (edges + (gsize) o * self->words, l);
            waiting[l]++;
          }
      if (waiting[l] == 0)
        g_array_append_val (free_lines, l);
    }
  while (free_lines->len > 0)
    {
      guint line = g_array_index (free_lines, guint, free_lines->len - 1);

      g_array_set_size (free_lines, free_lines->len - 1);
      left--;
      for (guint l = 0; l < n_lines; l++)
        if (BIT (edges + (gsize) line * self->words, l) && --waiting[l] == 0)
          g_array_append_val (free_lines, l);
    }
  return left > 0;
}

/* From the first pair to the one found last. */
static GArray *
read_back (Pairs *self)
{
  GArray *row = g_array_new (FALSE, FALSE, sizeof (KontorMapFoldPair));

  for (guint at = self->found->len - 1; at != G_MAXUINT; at = g_array_index (self->found, Found, at).before)
    g_array_prepend_val (row, g_array_index (self->found, Found, at).pair);
  return row;
}

gboolean
kontor_map_fold_is_clean (const KontorMapFold *fold, GArray **suspicion)
{
  Pairs self = { .fold = fold, .words = fold->n_lines / 64 + 1, .clean = TRUE };

  self.pairs = g_new0 (guint64, (gsize) self.words * (fold->n_lines + 1));
  self.found = g_array_new (FALSE, FALSE, sizeof (Found));
  self.numbers = g_new (guint, fold->n_lines + 1);
  self.reach = kontor_map_fold_reach (fold, self.numbers, &self.reach_words);

  for (guint n = 0; n < fold->n_nodes && self.clean; n++)
    if (!fold->nodes[n].gone && fold->nodes[n].kind == KONTOR_MAP_KIND_SPLIT)
      for (guint i = 0; i < fold->nodes[n].outs->len && self.clean; i++)
        for (guint j = 0; j < i && self.clean; j++)
          pair (&self, g_array_index (fold->nodes[n].outs, guint, i), g_array_index (fold->nodes[n].outs, guint, j), G_MAXUINT, G_MAXUINT);
  for (guint at = 0; at < self.found->len && self.clean; at++)
    {
      KontorMapFoldPair it = g_array_index (self.found, Found, at).pair;

      move (&self, it.one, it.other, at);
      if (self.clean)
        move (&self, it.other, it.one, at);
    }
  if (suspicion != NULL)
    *suspicion = self.clean ? NULL : read_back (&self);
  self.clean = self.clean && !may_hang (&self);

  g_free (self.pairs);
  g_free (self.reach);
  g_free (self.numbers);
  g_array_unref (self.found);
  return self.clean;
}
