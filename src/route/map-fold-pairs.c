#include "config.h"

#include "route/map-fold.h"

#define BIT(row, i) ((row)[(i) / 64] >> ((i) % 64) & 1)
#define SET(row, i) ((row)[(i) / 64] |= (guint64) 1 << ((i) % 64))

guint64 *
kontor_map_fold_reach (const KontorMapFold *self, guint *numbers, guint *width)
{
  guint n_merges = 0, words;
  guint64 *reach;
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint n = 0; n < self->n_nodes; n++)
    numbers[n] = !self->nodes[n].gone && self->nodes[n].kind == KONTOR_MAP_KIND_MERGE ? n_merges++ : G_MAXUINT;
  words = n_merges / 64 + 1;
  reach = g_new0 (guint64, (gsize) words * (self->n_nodes + 1));

  /* Against the arrows from every merge, again where something was learnt. */
  for (guint n = 0; n < self->n_nodes; n++)
    if (numbers[n] != G_MAXUINT)
      {
        SET (reach + (gsize) n * words, numbers[n]);
        g_array_append_val (open, n);
      }
  while (open->len > 0)
    {
      guint node = g_array_index (open, guint, open->len - 1);
      const guint64 *from = reach + (gsize) node * words;

      g_array_set_size (open, open->len - 1);
      for (guint i = 0; i < self->nodes[node].ins->len; i++)
        {
          guint tail = self->lines[g_array_index (self->nodes[node].ins, guint, i)].tail;
          guint64 *row = reach + (gsize) tail * words, news = 0;

          for (guint w = 0; w < words; w++)
            {
              news |= from[w] & ~row[w];
              row[w] |= from[w];
            }
          if (news != 0)
            g_array_append_val (open, tail);
        }
    }
  *width = words;
  return reach;
}

typedef struct
{
  const KontorMapFold *fold;
  guint                words;
  /* By line, the lines that may hold a token at the same time. */
  guint64             *pairs;
  GArray              *open;
  guint64             *reach;
  guint                reach_words;
  guint               *numbers;
  gboolean             clean;
} Pairs;

static void
pair (Pairs *self, guint one, guint other)
{
  const KontorMapFoldNode *here = &self->fold->nodes[self->fold->lines[one].head];
  const KontorMapFoldNode *there = &self->fold->nodes[self->fold->lines[other].head];
  guint64 *row = self->pairs + (gsize) one * self->words;

  if (one == other || here->kind == KONTOR_MAP_KIND_END || there->kind == KONTOR_MAP_KIND_END)
    {
      self->clean = FALSE;
      return;
    }
  if (BIT (row, other))
    return;
  SET (row, other);
  SET (self->pairs + (gsize) other * self->words, one);
  /* Two merges that wait for each other. */
  if (here != there && here->kind == KONTOR_MAP_KIND_MERGE && there->kind == KONTOR_MAP_KIND_MERGE)
    {
      guint h = self->fold->lines[one].head, t = self->fold->lines[other].head;

      if (BIT (self->reach + (gsize) h * self->reach_words, self->numbers[t])
          && BIT (self->reach + (gsize) t * self->reach_words, self->numbers[h]))
        self->clean = FALSE;
    }
  g_array_append_val (self->open, one);
  g_array_append_val (self->open, other);
}

/* The token on @line moves on while another stays on @still. */
static void
move (Pairs *self, guint line, guint still)
{
  guint head = self->fold->lines[line].head;
  const KontorMapFoldNode *node = &self->fold->nodes[head];

  if (node->kind == KONTOR_MAP_KIND_MERGE)
    {
      guint other = self->fold->lines[still].head;

      if (other == head || BIT (self->reach + (gsize) other * self->reach_words, self->numbers[head]))
        return;
    }
  for (guint i = 0; i < node->outs->len && self->clean; i++)
    pair (self, g_array_index (node->outs, guint, i), still);
}

gboolean
kontor_map_fold_is_clean (const KontorMapFold *fold)
{
  Pairs self = { .fold = fold, .words = fold->n_lines / 64 + 1, .clean = TRUE };

  self.pairs = g_new0 (guint64, (gsize) self.words * (fold->n_lines + 1));
  self.open = g_array_new (FALSE, FALSE, sizeof (guint));
  self.numbers = g_new (guint, fold->n_nodes + 1);
  self.reach = kontor_map_fold_reach (fold, self.numbers, &self.reach_words);

  for (guint n = 0; n < fold->n_nodes && self.clean; n++)
    if (!fold->nodes[n].gone && fold->nodes[n].kind == KONTOR_MAP_KIND_SPLIT)
      for (guint i = 0; i < fold->nodes[n].outs->len && self.clean; i++)
        for (guint j = 0; j < i && self.clean; j++)
          pair (&self, g_array_index (fold->nodes[n].outs, guint, i), g_array_index (fold->nodes[n].outs, guint, j));
  while (self.open->len > 0 && self.clean)
    {
      guint one = g_array_index (self.open, guint, self.open->len - 1);
      guint other = g_array_index (self.open, guint, self.open->len - 2);

      g_array_set_size (self.open, self.open->len - 2);
      move (&self, one, other);
      move (&self, other, one);
    }

  g_free (self.pairs);
  g_free (self.reach);
  g_free (self.numbers);
  g_array_unref (self.open);
  return self.clean;
}
