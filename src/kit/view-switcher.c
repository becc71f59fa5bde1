#include "config.h"

#include "kit/view-switcher.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "kit/create-dialog.h"
#include "kit/replace-text.h"
#include "model/view.h"

#define VIEW_KEY "kontor-view"

struct _KontorViewSwitcher
{
  GtkWidget           parent_instance;
  KontorDesk         *desk;
  const KontorEntity *entity;
  GtkWidget          *button;
  GtkWidget          *label;
  GtkWidget          *popover;
  GtkListBox         *list;
  GtkWidget          *name;
  GPtrArray          *views;
  KontorRecord       *current;
  /* What the list shows now, which may have become something else than the view. */
  char               *condition;
};

G_DEFINE_FINAL_TYPE (KontorViewSwitcher, kontor_view_switcher, GTK_TYPE_WIDGET)

enum { CHOSEN, KEEP, LOADED, N_SIGNALS };

static guint signals[N_SIGNALS];

/* Where the person filters on, it is a changed view; where nothing is filtered any more, no view at all. */
static void
show_label (KontorViewSwitcher *self)
{
  g_autofree char *all = g_strdup_printf (_("All %s"), _(self->entity->plural));
  gboolean shown = kontor_view_switcher_is_shown (self, self->condition);
  const char *view = self->current != NULL && (shown || self->condition != NULL) ? kontor_record_get_title (self->current) : NULL;
  g_autofree char *words = view == NULL ? g_strdup (_("All")) : shown ? g_strdup (view) : g_strdup_printf (_("%s: changed"), view);
  g_autofree char *name = g_strdup_printf (_("View: %s"), view != NULL ? words : all);

  gtk_label_set_text (GTK_LABEL (self->label), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* One's own; an administrator looks after those that everybody sees. */
static gboolean
may_change (KontorViewSwitcher *self, KontorRecord *view)
{
  KontorDatabase *database = kontor_desk_get_database (self->desk);
  const char *owner = kontor_record_get (view, "manager_id");
  const char *shared = kontor_record_get (view, "shared");

  if (database == NULL || owner == NULL)
    return FALSE;
  return g_strcmp0 (owner, kontor_database_get_employee_id (database)) == 0 ||
         (g_strcmp0 (kontor_database_get_role (database), "administrator") == 0 && shared != NULL && g_str_has_prefix (shared, "t"));
}

static void
remove_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorViewSwitcher) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!kontor_store_remove_finish (KONTOR_STORE (source), result, &error))
    kontor_desk_report_error (self->desk, error, _("The view was not deleted"));
  kontor_view_switcher_reload (self);
}

static void
remove_cb (GtkButton *button, KontorViewSwitcher *self)
{
  KontorRecord *view = g_object_get_data (G_OBJECT (button), VIEW_KEY);

  kontor_store_remove_async (kontor_desk_get_store (self->desk), view, NULL, remove_done_cb, g_object_ref (self));
}

static void
edit_cb (GtkButton *button, KontorViewSwitcher *self)
{
  static const char * const fields[] = { "name", "shared", "pinned", NULL };

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  kontor_create_dialog_present (self->desk, GTK_WIDGET (self), g_object_get_data (G_OBJECT (button), VIEW_KEY), fields, NULL,
                                NULL, NULL, NULL);
}

static void
add_button (KontorViewSwitcher *self, GtkWidget *box, KontorRecord *view, const char *icon_name, const char *verb, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);
  g_autofree char *name = g_strdup_printf ("%s: %s", verb, kontor_record_get_title (view));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, verb);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), VIEW_KEY, g_object_ref (view), g_object_unref);
  g_signal_connect (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (box), button);
}

static gboolean
is_current (KontorViewSwitcher *self, KontorRecord *view)
{
  if (view == NULL || self->current == NULL)
    return view == self->current;
  return g_strcmp0 (kontor_record_get_id (view), kontor_record_get_id (self->current)) == 0;
}

static gboolean
is_marked (KontorViewSwitcher *self, KontorRecord *view)
{
  if (view == NULL && self->current != NULL)
    return self->condition == NULL && !kontor_view_switcher_is_shown (self, NULL);
  return is_current (self, view) && (view == NULL || kontor_view_switcher_is_shown (self, self->condition));
}

static void
add_row (KontorViewSwitcher *self, KontorRecord *view)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");
  GtkWidget *label = gtk_label_new (view != NULL ? kontor_record_get_title (view) : _("All"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 16);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_opacity (mark, is_marked (self, view) ? 1 : 0);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), label);
  if (view != NULL && may_change (self, view))
    {
      add_button (self, box, view, "document-edit-symbolic", _("Rename or share this view"), G_CALLBACK (edit_cb));
      add_button (self, box, view, "user-trash-symbolic", _("Delete this view"), G_CALLBACK (remove_cb));
    }
  else if (view != NULL && kontor_record_get (view, "manager_id") != NULL)
    {
      GtkWidget *owner = gtk_label_new (kontor_record_get_label (view, "manager_id"));

      gtk_widget_add_css_class (owner, "dim-label");
      gtk_box_append (GTK_BOX (box), owner);
    }
  gtk_list_box_append (self->list, box);
}

static void
show_views (KontorViewSwitcher *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  add_row (self, NULL);
  for (guint i = 0; i < self->views->len; i++)
    add_row (self, g_ptr_array_index (self->views, i));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorViewSwitcher) self = user_data;
  g_autoptr(GError) error = NULL;
  GPtrArray *views = kontor_view_load_finish (KONTOR_STORE (source), result, &error);

  if (views == NULL)
    return;
  g_ptr_array_unref (self->views);
  self->views = views;
  if (self->list == NULL)
    return;
  for (guint i = 0; i < views->len; i++)
    if (self->current != NULL && is_current (self, g_ptr_array_index (views, i)))
      g_set_object (&self->current, g_ptr_array_index (views, i));
  show_views (self);
  show_label (self);
  g_signal_emit (self, signals[LOADED], 0);
}

static void
entity_changed_cb (KontorViewSwitcher *self, const char *entity)
{
  if (g_strcmp0 (entity, "view") == 0)
    kontor_view_switcher_reload (self);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, KontorViewSwitcher *self)
{
  int index = gtk_list_box_row_get_index (row);
  KontorRecord *view = index > 0 ? g_ptr_array_index (self->views, index - 1) : NULL;

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  kontor_view_switcher_set_current (self, view);
  g_signal_emit (self, signals[CHOSEN], 0, view);
}

static void
keep_cb (GtkWidget *widget, KontorViewSwitcher *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));

  if (*name == '\0')
    {
      gtk_widget_grab_focus (self->name);
      return;
    }
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  gtk_editable_set_text (GTK_EDITABLE (self->name), "");
  g_signal_emit (self, signals[KEEP], 0, name);
}

static void
shown_cb (GtkPopover *popover, KontorViewSwitcher *self)
{
  g_autofree char *own = self->current != NULL && may_change (self, self->current) ? g_strdup (kontor_record_get_title (self->current)) : NULL;

  /* Under its own name a view is kept as it is shown now. */
  gtk_editable_set_text (GTK_EDITABLE (self->name), own != NULL ? own : "");
  show_views (self);
}

static void
kontor_view_switcher_dispose (GObject *object)
{
  KontorViewSwitcher *self = KONTOR_VIEW_SWITCHER (object);

  self->list = NULL;
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->current);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (kontor_view_switcher_parent_class)->dispose (object);
}

static void
kontor_view_switcher_finalize (GObject *object)
{
  g_ptr_array_unref (KONTOR_VIEW_SWITCHER (object)->views);
  g_free (KONTOR_VIEW_SWITCHER (object)->condition);

  G_OBJECT_CLASS (kontor_view_switcher_parent_class)->finalize (object);
}

static void
kontor_view_switcher_class_init (KontorViewSwitcherClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_view_switcher_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_view_switcher_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, KONTOR_TYPE_RECORD);
  signals[KEEP] = g_signal_new ("keep", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
kontor_view_switcher_init (KontorViewSwitcher *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *keep = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *keep_button = gtk_button_new_with_mnemonic (_("_Keep"));
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->views = g_ptr_array_new_with_free_func (g_object_unref);
  self->button = gtk_menu_button_new ();
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), 24);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("view-list-symbolic"));
  gtk_box_append (GTK_BOX (content), self->label);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), content);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->button), TRUE);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_tooltip_text (self->button, _("Views"));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  self->name = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->name), _("Keep this view as…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name of the view"), -1);
  gtk_widget_set_hexpand (self->name, TRUE);
  g_signal_connect (self->name, "activate", G_CALLBACK (keep_cb), self);
  g_signal_connect (keep_button, "clicked", G_CALLBACK (keep_cb), self);
  gtk_box_append (GTK_BOX (keep), self->name);
  gtk_box_append (GTK_BOX (keep), keep_button);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), keep);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_widget_set_size_request (box, 280, -1);
  g_signal_connect (self->popover, "show", G_CALLBACK (shown_cb), self);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
}

GtkWidget *
kontor_view_switcher_new (KontorDesk *desk, const KontorEntity *entity)
{
  KontorViewSwitcher *self;

  g_return_val_if_fail (entity != NULL, NULL);

  self = g_object_new (KONTOR_TYPE_VIEW_SWITCHER, NULL);
  g_set_object (&self->desk, desk);
  self->entity = entity;
  show_label (self);
  if (desk != NULL && kontor_desk_get_store (desk) != NULL)
    g_signal_connect_object (kontor_desk_get_store (desk), "entity-changed", G_CALLBACK (entity_changed_cb), self, G_CONNECT_SWAPPED);
  kontor_view_switcher_reload (self);
  return GTK_WIDGET (self);
}

KontorRecord *
kontor_view_switcher_get_current (KontorViewSwitcher *self)
{
  g_return_val_if_fail (KONTOR_IS_VIEW_SWITCHER (self), NULL);
  return self->current;
}

void
kontor_view_switcher_set_current (KontorViewSwitcher *self, KontorRecord *view)
{
  g_return_if_fail (KONTOR_IS_VIEW_SWITCHER (self));

  g_set_object (&self->current, view);
  show_label (self);
}

void
kontor_view_switcher_set_condition (KontorViewSwitcher *self, const char *condition)
{
  g_return_if_fail (KONTOR_IS_VIEW_SWITCHER (self));

  kontor_replace_text (&self->condition, condition);
  show_label (self);
}

KontorRecord *
kontor_view_switcher_find_own (KontorViewSwitcher *self, const char *name)
{
  g_return_val_if_fail (KONTOR_IS_VIEW_SWITCHER (self), NULL);

  for (guint i = 0; i < self->views->len; i++)
    {
      KontorRecord *view = g_ptr_array_index (self->views, i);

      if (g_strcmp0 (kontor_record_get_title (view), name) == 0 && may_change (self, view))
        return view;
    }
  return NULL;
}

static gboolean
is_same_condition (const char *first, const char *second)
{
  g_autoptr(JsonNode) one = json_from_string (first != NULL ? first : "{}", NULL);
  g_autoptr(JsonNode) other = json_from_string (second != NULL ? second : "{}", NULL);

  return one != NULL && other != NULL && json_node_equal (one, other);
}

gboolean
kontor_view_switcher_is_shown (KontorViewSwitcher *self, const char *condition)
{
  g_autofree char *own = NULL;

  g_return_val_if_fail (KONTOR_IS_VIEW_SWITCHER (self), FALSE);

  own = self->current != NULL ? kontor_view_get_condition (self->current) : NULL;
  return self->current != NULL && is_same_condition (own, condition);
}

KontorRecord *
kontor_view_switcher_find (KontorViewSwitcher *self, const char *name, const char *condition)
{
  g_return_val_if_fail (KONTOR_IS_VIEW_SWITCHER (self), NULL);

  for (guint i = 0; i < self->views->len; i++)
    {
      KontorRecord *view = g_ptr_array_index (self->views, i);
      g_autofree char *own = kontor_view_get_condition (view);

      if (g_strcmp0 (kontor_record_get_title (view), name) == 0 && is_same_condition (own, condition))
        return view;
    }
  return NULL;
}

void
kontor_view_switcher_reload (KontorViewSwitcher *self)
{
  KontorStore *store;

  g_return_if_fail (KONTOR_IS_VIEW_SWITCHER (self));

  store = self->desk != NULL ? kontor_desk_get_store (self->desk) : NULL;
  if (store != NULL)
    kontor_view_load_async (store, self->entity, NULL, loaded_cb, g_object_ref (self));
}
