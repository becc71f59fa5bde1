#include "config.h"

#include "kit/suggestions.h"

struct _KontorSuggestions
{
  GObject     parent_instance;
  GtkWidget  *parent;
  GtkWidget  *popover;
  GtkListBox *list;
  guint       n;
};

G_DEFINE_FINAL_TYPE (KontorSuggestions, kontor_suggestions, G_TYPE_OBJECT)

static guint chosen_signal;

static void
choose_row (KontorSuggestions *self, GtkListBoxRow *row)
{
  guint index = gtk_list_box_row_get_index (row);

  g_object_ref (self);
  kontor_suggestions_hide (self);
  g_signal_emit (self, chosen_signal, 0, index);
  g_object_unref (self);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, KontorSuggestions *self)
{
  choose_row (self, row);
}

static void
move (KontorSuggestions *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row != NULL ? gtk_list_box_row_get_index (row) + step : 0;

  index = CLAMP (index, 0, (int) self->n - 1);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, index));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, KontorSuggestions *self)
{
  if (!kontor_suggestions_is_shown (self))
    return GDK_EVENT_PROPAGATE;

  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return kontor_suggestions_choose (self);
    case GDK_KEY_Escape:
      kontor_suggestions_hide (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Tab:
    case GDK_KEY_ISO_Left_Tab:
      kontor_suggestions_hide (self);
      return GDK_EVENT_PROPAGATE;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
kontor_suggestions_dispose (GObject *object)
{
  KontorSuggestions *self = KONTOR_SUGGESTIONS (object);

  if (self->popover != NULL && gtk_widget_get_parent (self->popover) != NULL)
    gtk_widget_unparent (self->popover);
  g_clear_weak_pointer (&self->popover);
  g_clear_weak_pointer (&self->parent);

  G_OBJECT_CLASS (kontor_suggestions_parent_class)->dispose (object);
}

static void
kontor_suggestions_class_init (KontorSuggestionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_suggestions_dispose;

  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
kontor_suggestions_init (KontorSuggestions *self)
{
}

KontorSuggestions *
kontor_suggestions_new (GtkWidget *parent, GtkEditable *entry)
{
  KontorSuggestions *self = g_object_new (KONTOR_TYPE_SUGGESTIONS, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_return_val_if_fail (GTK_IS_WIDGET (parent), self);
  g_return_val_if_fail (GTK_IS_EDITABLE (entry), self);

  g_set_weak_pointer (&self->parent, parent);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_set_can_focus (GTK_WIDGET (self->list), FALSE);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  /* Names that differ at their end are told apart, however narrow the entry is. */
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));

  /* The parent's end takes the popover along. */
  g_set_weak_pointer (&self->popover, gtk_popover_new ());
  /* The entry keeps the focus: a popover that hides by itself would take it. */
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  /* Nor does Tab lead into it: what is typed next belongs to the next field. */
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->popover, "suggestions");
  gtk_popover_set_child (GTK_POPOVER (self->popover), scroller);
  gtk_widget_set_parent (self->popover, parent);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (entry), keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (kontor_suggestions_hide), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (entry), focus);
  return self;
}

void
kontor_suggestions_clear (KontorSuggestions *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (KONTOR_IS_SUGGESTIONS (self));

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  self->n = 0;
}

void
kontor_suggestions_add (KontorSuggestions *self, const char *title, const char *subtitle, const char *icon_name)
{
  GtkWidget *box, *label;

  g_return_if_fail (KONTOR_IS_SUGGESTIONS (self));

  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  if (icon_name != NULL)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon_name));
  label = gtk_label_new (title);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), label);
  if (subtitle != NULL && *subtitle != '\0')
    {
      GtkWidget *second = gtk_label_new (subtitle);

      gtk_label_set_ellipsize (GTK_LABEL (second), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (second), 32);
      gtk_widget_add_css_class (second, "dim-label");
      gtk_widget_set_hexpand (second, TRUE);
      gtk_widget_set_halign (second, GTK_ALIGN_END);
      gtk_box_append (GTK_BOX (box), second);
    }
  gtk_list_box_append (self->list, box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  self->n++;
}

void
kontor_suggestions_tell (KontorSuggestions *self, const char *words)
{
  GtkWidget *label, *row;

  g_return_if_fail (KONTOR_IS_SUGGESTIONS (self));

  kontor_suggestions_clear (self);
  label = gtk_label_new (words);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (self->list, row);
}

void
kontor_suggestions_show (KontorSuggestions *self)
{
  g_return_if_fail (KONTOR_IS_SUGGESTIONS (self));

  if (self->popover == NULL || self->parent == NULL)
    return;
  if (gtk_list_box_get_row_at_index (self->list, 0) == NULL)
    {
      kontor_suggestions_hide (self);
      return;
    }
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_widget_set_size_request (self->popover, MAX (gtk_widget_get_width (self->parent), 220), -1);
  if (gtk_widget_get_mapped (self->parent))
    gtk_popover_popup (GTK_POPOVER (self->popover));
}

void
kontor_suggestions_hide (KontorSuggestions *self)
{
  g_return_if_fail (KONTOR_IS_SUGGESTIONS (self));

  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

gboolean
kontor_suggestions_is_shown (KontorSuggestions *self)
{
  g_return_val_if_fail (KONTOR_IS_SUGGESTIONS (self), FALSE);
  return self->popover != NULL && gtk_widget_get_visible (self->popover);
}

guint
kontor_suggestions_get_n (KontorSuggestions *self)
{
  g_return_val_if_fail (KONTOR_IS_SUGGESTIONS (self), 0);
  return self->n;
}

gboolean
kontor_suggestions_choose (KontorSuggestions *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (KONTOR_IS_SUGGESTIONS (self), FALSE);

  row = gtk_list_box_get_selected_row (self->list);
  if (row == NULL)
    return FALSE;
  choose_row (self, row);
  return TRUE;
}
