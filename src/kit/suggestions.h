#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_SUGGESTIONS (kontor_suggestions_get_type ())
G_DECLARE_FINAL_TYPE (KontorSuggestions, kontor_suggestions, KONTOR, SUGGESTIONS, GObject)

/*
 * A list under an entry while one types: the arrows move in it, Enter and a
 * click choose, Escape closes it; the focus stays in the entry.
 *
 * Signal "chosen" (guint index).
 */

/* @parent has a layout manager and contains @entry. */
KontorSuggestions *kontor_suggestions_new    (GtkWidget *parent, GtkEditable *entry);

void     kontor_suggestions_clear  (KontorSuggestions *self);
/* @subtitle and @icon_name may be NULL. */
void     kontor_suggestions_add    (KontorSuggestions *self, const char *title, const char *subtitle, const char *icon_name);
/* Words in place of suggestions: nothing can be chosen. */
void     kontor_suggestions_tell   (KontorSuggestions *self, const char *words);
/* Shows what was added, the first one marked; hides where there is nothing. */
void     kontor_suggestions_show   (KontorSuggestions *self);
void     kontor_suggestions_hide   (KontorSuggestions *self);
gboolean kontor_suggestions_is_shown (KontorSuggestions *self);
guint    kontor_suggestions_get_n  (KontorSuggestions *self);
/* Chooses the marked one; FALSE where there is none. */
gboolean kontor_suggestions_choose (KontorSuggestions *self);

G_END_DECLS
