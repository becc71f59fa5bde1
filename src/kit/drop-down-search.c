#include "config.h"

#include "kit/drop-down-search.h"

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);
  return found;
}

static void
take_first (GtkWidget *popover)
{
  GtkWidget *list = find_type (popover, GTK_TYPE_LIST_VIEW);

  if (list == NULL || g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)))) == 0)
    return;
  gtk_widget_activate_action (list, "list.select-item", "(ubb)", 0, FALSE, FALSE);
  gtk_widget_activate_action (list, "list.activate-item", "u", 0);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, GtkEditable *entry)
{
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) || *gtk_editable_get_text (entry) == '\0')
    return GDK_EVENT_PROPAGATE;
  take_first (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));
  return GDK_EVENT_STOP;
}

void
kontor_drop_down_search (GtkDropDown *choice)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *popover, *entry;

  g_return_if_fail (GTK_IS_DROP_DOWN (choice));

  /* Without it the toolkit has a place to type and finds nothing. */
  if (gtk_drop_down_get_expression (choice) == NULL && GTK_IS_STRING_LIST (gtk_drop_down_get_model (choice)))
    {
      g_autoptr(GtkExpression) expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

      gtk_drop_down_set_expression (choice, expression);
    }
  gtk_drop_down_set_enable_search (choice, TRUE);
  popover = find_type (GTK_WIDGET (choice), GTK_TYPE_POPOVER);
  entry = popover != NULL ? find_type (popover, GTK_TYPE_SEARCH_ENTRY) : NULL;
  g_return_if_fail (entry != NULL);

  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (entry), popover);
  g_signal_connect_object (entry, "activate", G_CALLBACK (take_first), popover, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), entry, 0);
  gtk_widget_add_controller (popover, keys);
}
