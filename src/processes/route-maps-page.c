#include "config.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "base/identifier.h"
#include "processes/route-maps-page.h"
#include "processes/start-process.h"

struct _KontorRouteMapsPage
{
  KontorPage    parent_instance;

  GtkListBox   *list;
  GtkWidget    *create;
  GtkWidget    *stack;
  GCancellable *cancellable;
  gboolean      may_edit;
  /* What the dialog that is open copies; NULL for a map from nothing. */
  char         *copied;
  /* Of that dialog: the name, and for a map from nothing what walks it. */
  GtkWidget    *name;
  GtkWidget    *subject;
};

G_DEFINE_FINAL_TYPE (KontorRouteMapsPage, kontor_route_maps_page, KONTOR_TYPE_PAGE)

static void
open_map (KontorRouteMapsPage *self, const char *id)
{
  kontor_desk_open_page (kontor_page_get_desk (KONTOR_PAGE (self)), "map-editor", id);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorRouteMapsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  if (answer == NULL)
    kontor_desk_report_error (kontor_page_get_desk (KONTOR_PAGE (self)), error, _("The map was not created"));
  else
    open_map (self, kontor_result_get (answer, 0, 0));
  kontor_page_refresh (KONTOR_PAGE (self));
}

static void
named_cb (AdwMessageDialog *dialog, const char *response, KontorRouteMapsPage *self)
{
  KontorDatabase *database = kontor_desk_get_database (kontor_page_get_desk (KONTOR_PAGE (self)));
  g_autofree char *operation = kontor_identifier_new ();
  const char *params[] = { self->copied, gtk_editable_get_text (GTK_EDITABLE (self->name)), operation, NULL };

  if (self->subject != NULL)
    params[3] = kontor_start_process_subjects[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->subject))];
  if (g_strcmp0 (response, "create") == 0 && database != NULL)
    kontor_database_query_async (database, KONTOR_LANE_FRONT, "copy-map", params, G_N_ELEMENTS (params),
                                 self->cancellable, created_cb, g_object_ref (self));
}

static void
name_changed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, "create", *text != '\0');
}

/* A map is drawn for one kind of record: its fields are what conditions and steps speak of. */
static GtkWidget *
make_subject (void)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *choice;

  for (const char * const *subject = kontor_start_process_subjects; *subject != NULL; subject++)
    gtk_string_list_append (labels, _(kontor_entity_lookup (*subject)->label));
  choice = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What walks this map"), -1);
  return choice;
}

static GtkWidget *
make_questions (KontorRouteMapsPage *self, GtkWidget *entry)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_grid_attach (GTK_GRID (grid), entry, 0, 0, 2, 1);
  self->name = entry;
  self->subject = self->copied == NULL ? make_subject () : NULL;
  if (self->subject != NULL)
    {
      GtkWidget *label = gtk_label_new (_("What walks this map"));

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_set_hexpand (self->subject, TRUE);
      gtk_grid_attach (GTK_GRID (grid), label, 0, 1, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), self->subject, 1, 1, 1, 1);
    }
  return grid;
}

static void
ask_name (KontorRouteMapsPage *self, const char *copied, const char *heading, const char *name)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), heading, NULL);
  GtkWidget *entry = gtk_entry_new ();

  g_free (self->copied);
  self->copied = g_strdup (copied);
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Name"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name"), -1);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), make_questions (self, entry));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "leave", _("_Not now"), "create", _("_Create"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "create", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "create", *name != '\0');
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "create");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "leave");
  g_signal_connect (entry, "changed", G_CALLBACK (name_changed_cb), dialog);
  g_signal_connect_object (dialog, "response", G_CALLBACK (named_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

static void
create_cb (KontorRouteMapsPage *self)
{
  ask_name (self, NULL, _("New route map"), "");
}

static void
new_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  create_cb (KONTOR_ROUTE_MAPS_PAGE (widget));
}

static void
copy_cb (GtkButton *button, KontorRouteMapsPage *self)
{
  g_autofree char *name = g_strdup_printf (_("%s (copy)"), (const char *) g_object_get_data (G_OBJECT (button), "name"));

  ask_name (self, g_object_get_data (G_OBJECT (button), "map"), _("Copy the route map"), name);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorRouteMapsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  if (answer == NULL)
    kontor_desk_report_error (kontor_page_get_desk (KONTOR_PAGE (self)), error, _("The map was not deleted"));
  kontor_page_refresh (KONTOR_PAGE (self));
}

static void
remove_answered_cb (AdwMessageDialog *dialog, const char *response, KontorRouteMapsPage *self)
{
  KontorDatabase *database = kontor_desk_get_database (kontor_page_get_desk (KONTOR_PAGE (self)));
  g_autofree char *operation = kontor_identifier_new ();
  const char *params[] = { g_object_get_data (G_OBJECT (dialog), "map"), operation };

  if (g_strcmp0 (response, "delete") == 0 && database != NULL)
    kontor_database_query_async (database, KONTOR_LANE_FRONT, "remove-map", params, G_N_ELEMENTS (params),
                                 self->cancellable, removed_cb, g_object_ref (self));
}

static void
remove_cb (GtkButton *button, KontorRouteMapsPage *self)
{
  g_autofree char *heading = g_strdup_printf (_("Delete the map “%s”?"), (const char *) g_object_get_data (G_OBJECT (button), "name"));
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), heading,
                                              _("All its versions are deleted. This cannot be undone."));

  g_object_set_data_full (G_OBJECT (dialog), "map", g_strdup (g_object_get_data (G_OBJECT (button), "map")), g_free);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", _("_Keep it"), "delete", _("_Delete the map"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (remove_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
activated_cb (KontorRouteMapsPage *self, GtkListBoxRow *row)
{
  open_map (self, g_object_get_data (G_OBJECT (row), "map"));
}

static GtkWidget *
make_button (KontorRouteMapsPage *self, const char *icon, const char *words, const char *id, const char *name, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *label = g_strdup_printf ("%s: %s", words, name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (button), "map", g_strdup (id), g_free);
  g_object_set_data_full (G_OBJECT (button), "name", g_strdup (name), g_free);
  g_signal_connect_object (button, "clicked", callback, self, 0);
  return button;
}

static void
add_map (KontorRouteMapsPage *self, KontorResult *answer, guint i)
{
  const char *id = kontor_result_get_by_name (answer, i, "id"), *name = kontor_result_get_by_name (answer, i, "name");
  const char *description = kontor_result_get_by_name (answer, i, "description");
  const char *published = kontor_result_get_by_name (answer, i, "published"), *draft = kontor_result_get_by_name (answer, i, "draft");
  gint64 running = kontor_result_get_integer (answer, i, kontor_result_find_column (answer, "running"));
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *escaped = g_markup_escape_text (name, -1);
  g_autofree char *version = published != NULL ? g_strdup_printf (_("Version %s"), published) : g_strdup (_("Not published"));
  g_autofree char *walked = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d process", "%d processes", (gulong) running), (int) running);
  g_autofree char *words = g_strdup_printf ("%s%s · %s", version, draft != NULL ? _(" · draft") : "", walked);
  GtkWidget *state = gtk_label_new (words);
  const char *problems = kontor_result_get_by_name (answer, i, "problems");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  if (description != NULL)
    {
      g_autofree char *subtitle = g_markup_escape_text (description, -1);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
    }
  gtk_widget_add_css_class (state, "dim-label");
  gtk_widget_add_css_class (state, "numeric");
  if (problems != NULL && strcmp (problems, "0") != 0)
    {
      int n = atoi (problems);
      g_autofree char *told = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d problem", "%d problems", (gulong) n), n);
      GtkWidget *label = gtk_label_new (told);

      gtk_widget_add_css_class (label, "error");
      gtk_widget_set_tooltip_text (label, _("The draft cannot be published yet"));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), state);
  if (self->may_edit)
    {
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_button (self, "edit-copy-symbolic", _("Copy"), id, name, G_CALLBACK (copy_cb)));
      if (!kontor_result_get_boolean (answer, i, kontor_result_find_column (answer, "built_in")))
        adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_button (self, "user-trash-symbolic", _("Delete"), id, name, G_CALLBACK (remove_cb)));
    }
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "map", g_strdup (id), g_free);
  gtk_list_box_append (self->list, row);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorRouteMapsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);
  GtkListBoxRow *row;

  kontor_page_set_loading (KONTOR_PAGE (self), FALSE);
  if (answer == NULL)
    {
      kontor_desk_report_error (kontor_page_get_desk (KONTOR_PAGE (self)), error, _("The route maps could not be read"));
      return;
    }
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < kontor_result_get_n_rows (answer); i++)
    add_map (self, answer, i);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), kontor_result_get_n_rows (answer) > 0 ? "list" : "empty");
}

static void
kontor_route_maps_page_refresh (KontorPage *page)
{
  KontorRouteMapsPage *self = KONTOR_ROUTE_MAPS_PAGE (page);
  KontorDatabase *database = kontor_desk_get_database (kontor_page_get_desk (page));

  if (database == NULL)
    return;
  kontor_page_set_loading (page, TRUE);
  kontor_database_query_async (database, KONTOR_LANE_FRONT, "route-maps", NULL, 0, self->cancellable, read_cb, g_object_ref (self));
}

static void
news_cb (KontorRouteMapsPage *self, const char *entity, const char *id, const char *action)
{
  if (g_strcmp0 (entity, "route_map") == 0 || (g_strcmp0 (entity, "route_map_version") == 0 && g_strcmp0 (action, "update") != 0))
    kontor_route_maps_page_refresh (KONTOR_PAGE (self));
}

static void
kontor_route_maps_page_arrive (KontorPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (KONTOR_ROUTE_MAPS_PAGE (page)->list));
}

static void
kontor_route_maps_page_dispose (GObject *object)
{
  KontorRouteMapsPage *self = KONTOR_ROUTE_MAPS_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->copied, g_free);
  G_OBJECT_CLASS (kontor_route_maps_page_parent_class)->dispose (object);
}

static void
kontor_route_maps_page_class_init (KontorRouteMapsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_route_maps_page_dispose;
  KONTOR_PAGE_CLASS (klass)->refresh = kontor_route_maps_page_refresh;
  KONTOR_PAGE_CLASS (klass)->arrive = kontor_route_maps_page_arrive;
  /* Ctrl+N, as in a list. */
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "list.new", NULL, new_action);
}

static void
kontor_route_maps_page_init (KontorRouteMapsPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *heading = gtk_label_new (_("Route maps"));
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *window = gtk_scrolled_window_new ();
  GtkWidget *empty = adw_status_page_new ();

  self->cancellable = g_cancellable_new ();
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->create = gtk_button_new_with_mnemonic (_("_New map"));
  self->stack = gtk_stack_new ();
  gtk_widget_add_css_class (self->create, "suggested-action");
  g_signal_connect_swapped (self->create, "clicked", G_CALLBACK (create_cb), self);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "title-3");
  gtk_widget_set_hexpand (heading, TRUE);
  gtk_box_append (GTK_BOX (header), heading);
  gtk_box_append (GTK_BOX (header), self->create);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Route maps"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  adw_status_page_set_title (ADW_STATUS_PAGE (empty), _("No route maps yet"));
  adw_status_page_set_description (ADW_STATUS_PAGE (empty), _("A map shows who does what, in which order."));
  gtk_stack_add_named (GTK_STACK (self->stack), GTK_WIDGET (self->list), "list");
  gtk_stack_add_named (GTK_STACK (self->stack), empty, "empty");
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), self->stack);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 900);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), clamp);
  adw_bin_set_child (ADW_BIN (self), window);
}

KontorPage *
kontor_route_maps_page_new (KontorDesk *desk, const char *argument)
{
  KontorRouteMapsPage *self = g_object_new (KONTOR_TYPE_ROUTE_MAPS_PAGE, "desk", desk, NULL);
  KontorDatabase *database = kontor_desk_get_database (desk);
  KontorStore *store = kontor_desk_get_store (desk);

  self->may_edit = database == NULL || g_strcmp0 (kontor_database_get_role (database), "administrator") == 0;
  gtk_widget_set_visible (self->create, self->may_edit);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.new", self->may_edit);
  kontor_page_set_key (KONTOR_PAGE (self), "page:route-maps");
  kontor_page_set_address (KONTOR_PAGE (self), "win.open-page(('route-maps', ''))");
  kontor_page_set_title (KONTOR_PAGE (self), _("Route maps"));
  kontor_page_set_icon_name (KONTOR_PAGE (self), "kontor-maps-symbolic");
  if (store != NULL)
    g_signal_connect_object (store, "entity-changed", G_CALLBACK (news_cb), self, G_CONNECT_SWAPPED);
  kontor_route_maps_page_refresh (KONTOR_PAGE (self));
  return KONTOR_PAGE (self);
}
