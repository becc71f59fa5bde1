#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "processes/map-commands.h"
#include "processes/map-conflicts.h"
#include "route/map-merge.h"

typedef struct
{
  KontorMapEdit *edit;
  GPtrArray     *conflicts;
  GPtrArray     *picks;
} Question;

static void
question_free (Question *self)
{
  g_object_unref (self->edit);
  g_ptr_array_unref (self->conflicts);
  g_ptr_array_unref (self->picks);
  g_free (self);
}

static char *
describe (KontorMapChoices *choices, const KontorMapConflict *conflict, const KontorMapItem *item)
{
  const KontorMapProperty *property;

  if (item == NULL)
    return g_strdup (_("taken away"));
  if (conflict->property == NULL)
    return g_strdup (_("changed"));
  if (strcmp (conflict->property, "kind") == 0)
    return g_strdup (kontor_map_kind_get_label (item->kind));
  if (strcmp (conflict->property, "place") == 0)
    return g_strdup_printf (_("%.0f across, %.0f down"), item->x, item->y);
  if (strcmp (conflict->property, "color") == 0)
    return g_strdup (kontor_map_colour_get_label (kontor_map_item_get_text (item, "color")));
  property = kontor_map_property_find (item->kind, conflict->property);
  if (property != NULL)
    return kontor_map_choices_describe (choices, property, kontor_map_item_get_node (item, conflict->property));
  return g_strdup (kontor_map_item_get_text (item, conflict->property));
}

static char *
title_of (const KontorMapConflict *conflict)
{
  const KontorMapItem *item = conflict->mine != NULL ? conflict->mine : conflict->theirs;
  const char *name = kontor_map_item_get_text (item, item->type == KONTOR_MAP_POINT ? "name"
                                                     : item->type == KONTOR_MAP_FLOW ? "label" : "text");
  const KontorMapProperty *property = conflict->property != NULL ? kontor_map_property_find (item->kind, conflict->property) : NULL;
  g_autofree char *what = property != NULL ? kontor_map_property_get_title (property)
                          : conflict->property == NULL ? NULL
                          : strcmp (conflict->property, "kind") == 0 ? g_strdup (_("Kind"))
                          : strcmp (conflict->property, "place") == 0 ? g_strdup (_("Place"))
                          : strcmp (conflict->property, "color") == 0 ? g_strdup (_("Colour")) : g_strdup (conflict->property);

  if (*name == '\0')
    name = kontor_map_kind_get_label (item->kind);
  return what != NULL ? g_strdup_printf ("%s · %s", name, what) : g_strdup (name);
}

static GtkWidget *
make_pick (const char *words)
{
  GtkWidget *pick = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 50);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (pick), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (pick), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return pick;
}

static void
add_row (Question *question, GtkWidget *box, KontorMapChoices *choices, const KontorMapConflict *conflict)
{
  g_autofree char *title = title_of (conflict);
  g_autofree char *mine = describe (choices, conflict, conflict->mine);
  g_autofree char *theirs = describe (choices, conflict, conflict->theirs);
  g_autofree char *keep = g_strdup_printf (_("Mine: %s"), mine);
  g_autofree char *take = g_strdup_printf (_("Theirs: %s"), theirs);
  GtkWidget *heading = gtk_label_new (title);
  GtkWidget *first = make_pick (keep);
  GtkWidget *second = make_pick (take);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_ellipsize (GTK_LABEL (heading), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (heading, "heading");
  gtk_check_button_set_group (GTK_CHECK_BUTTON (second), GTK_CHECK_BUTTON (first));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (first), TRUE);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  g_ptr_array_add (question->picks, g_object_ref (second));
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  if (strcmp (response, "apply") != 0)
    return;
  kontor_map_edit_begin (question->edit, _("Take the other one’s"));
  for (guint i = 0; i < question->conflicts->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (question->picks, i)))
      kontor_map_conflict_take_theirs (g_ptr_array_index (question->conflicts, i), question->edit);
  kontor_map_edit_end (question->edit);
}

void
kontor_map_conflicts_ask (GtkWidget *parent, KontorMapEdit *edit, KontorMapChoices *choices,
                          const char *who, GPtrArray *conflicts)
{
  g_autofree char *body = g_strdup_printf (_("%s and you have changed the same things. What shall stay?"),
                                           who != NULL && *who != '\0' ? who : _("Somebody else"));
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (parent)), _("Both of you changed this"), body);
  GtkWidget *window = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  Question *question = g_new0 (Question, 1);

  question->edit = g_object_ref (edit);
  question->conflicts = g_ptr_array_ref (conflicts);
  question->picks = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < conflicts->len; i++)
    add_row (question, box, choices, g_ptr_array_index (conflicts, i));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (window), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (window), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), box);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), window);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "mine", _("_Keep mine"), "apply", _("_Take as chosen"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "apply", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "apply");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "mine");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, (GClosureNotify) question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
