#include "config.h"

#include "kit/focus-children.h"

/* The child in which the focus is; NULL where it is elsewhere. */
static GtkWidget *
find_focused (GtkWidget *widget)
{
  GtkWidget *focus = gtk_widget_get_root (widget) != NULL ? gtk_root_get_focus (gtk_widget_get_root (widget)) : NULL;

  if (focus == widget || focus == NULL || !gtk_widget_is_ancestor (focus, widget))
    return NULL;
  while (gtk_widget_get_parent (focus) != widget)
    focus = gtk_widget_get_parent (focus);
  return focus;
}

gboolean
kontor_focus_children (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean back = direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_UP || direction == GTK_DIR_LEFT;
  GtkWidget *child;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);

  child = find_focused (widget);
  if (child == NULL)
    child = back ? gtk_widget_get_last_child (widget) : gtk_widget_get_first_child (widget);
  for (; child != NULL; child = back ? gtk_widget_get_prev_sibling (child) : gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child) && !GTK_IS_NATIVE (child) && gtk_widget_child_focus (child, direction))
      return TRUE;
  return FALSE;
}
