#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "base/identifier.h"
#include "db/server-message.h"
#include "processes/map-fields.h"
#include "processes/map-migration.h"

/* What a choice says beside the key of a point. */
#define KEEP "\001keep"
#define STOP "\001stop"

struct _KontorMapMigration
{
  GtkWidget      parent_instance;

  KontorDesk    *desk;
  KontorMapView *view;
  GtkWidget     *window;
  GtkWidget     *points;
  GtkWidget     *summary;
  GtkListBox    *processes;
  GtkWidget     *move;
  GCancellable  *cancellable;
  KontorMap     *to;
  char          *map_id;
  char          *from_id;
  char          *to_id;
  /* Point of the old version -> what is chosen for it. */
  GHashTable    *mapping;
};

G_DEFINE_FINAL_TYPE (KontorMapMigration, kontor_map_migration, GTK_TYPE_WIDGET)

enum
{
  MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void preview (KontorMapMigration *self);

static void
fill_processes (KontorMapMigration *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->processes, 0)) != NULL)
    gtk_list_box_remove (self->processes, GTK_WIDGET (row));
}

static char *
mapping_to_json (KontorMapMigration *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->mapping);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      if (strcmp (value, KEEP) == 0)
        json_object_set_null_member (object, key);
      else if (strcmp (value, STOP) == 0)
        json_object_set_boolean_member (object, key, FALSE);
      else
        json_object_set_string_member (object, key, value);
    }
  json_node_take_object (node, object);
  return json_to_string (node, FALSE);
}

/* The preview: each running process ------------------------------------------------ */

static void
add_process (KontorMapMigration *self, KontorResult *answer, guint row)
{
  static const struct { const char *outcome, *icon, *css_class, *words; } outcomes[] = {
    { "migrated", "go-next-symbolic", "success", N_("goes over") },
    { "kept", "media-playback-start-symbolic", "dim-label", N_("stays on the old version") },
    { "stopped", "media-playback-pause-symbolic", "warning", N_("is stopped") },
  };
  const char *outcome = kontor_result_get_by_name (answer, row, "outcome");
  g_autofree char *why = kontor_server_message_translate (kontor_result_get_by_name (answer, row, "why"));
  GtkWidget *list_row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *title = gtk_label_new (kontor_result_get_by_name (answer, row, "name"));

  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    if (g_strcmp0 (outcomes[i].outcome, outcome) == 0)
      {
        GtkWidget *image = gtk_image_new_from_icon_name (outcomes[i].icon);
        g_autofree char *text = why != NULL && *why != '\0' ? g_strdup_printf ("%s: %s", _(outcomes[i].words), why)
                                                            : g_strdup (_(outcomes[i].words));
        GtkWidget *below = gtk_label_new (text);

        gtk_widget_add_css_class (image, outcomes[i].css_class);
        gtk_widget_set_valign (image, GTK_ALIGN_START);
        gtk_box_append (GTK_BOX (line), image);
        gtk_label_set_xalign (GTK_LABEL (below), 0);
        gtk_label_set_wrap (GTK_LABEL (below), TRUE);
        gtk_label_set_max_width_chars (GTK_LABEL (below), 30);
        gtk_widget_add_css_class (below, "dim-label");
        gtk_widget_add_css_class (below, "caption");
        gtk_label_set_xalign (GTK_LABEL (title), 0);
        gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
        gtk_box_append (GTK_BOX (words), title);
        gtk_box_append (GTK_BOX (words), below);
      }
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (line), words);
  gtk_widget_set_margin_start (line, 12);
  gtk_widget_set_margin_end (line, 12);
  gtk_widget_set_margin_top (line, 4);
  gtk_widget_set_margin_bottom (line, 4);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (list_row), line);
  g_object_set_data_full (G_OBJECT (list_row), "process", g_strdup (kontor_result_get_by_name (answer, row, "process_id")), g_free);
  gtk_list_box_append (self->processes, list_row);
}

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorMapMigration) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);
  guint migrated = 0, kept = 0, stopped = 0;
  g_autofree char *words = NULL;

  if (self->window == NULL || (answer == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    return;
  fill_processes (self);
  if (answer == NULL)
    {
      gtk_label_set_text (GTK_LABEL (self->summary), error->message);
      gtk_widget_set_sensitive (self->move, FALSE);
      return;
    }
  for (guint i = 0; i < kontor_result_get_n_rows (answer); i++)
    {
      const char *outcome = kontor_result_get_by_name (answer, i, "outcome");

      migrated += g_strcmp0 (outcome, "migrated") == 0;
      kept += g_strcmp0 (outcome, "kept") == 0;
      stopped += g_strcmp0 (outcome, "stopped") == 0;
      if (i < 500)
        add_process (self, answer, i);
    }
  words = kontor_result_get_n_rows (answer) == 0 ? g_strdup (_("No process walks that version."))
          : g_strdup_printf (_("%u go over, %u stay on the old version, %u are stopped."), migrated, kept, stopped);
  gtk_label_set_text (GTK_LABEL (self->summary), words);
  gtk_widget_set_sensitive (self->move, migrated + stopped > 0);
}

static void
preview (KontorMapMigration *self)
{
  KontorDatabase *database = kontor_desk_get_database (self->desk);
  g_autofree char *mapping = mapping_to_json (self);
  const char *params[] = { self->map_id, self->from_id, self->to_id, mapping };

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_sensitive (self->move, FALSE);
  gtk_label_set_text (GTK_LABEL (self->summary), _("Looking at each process…"));
  if (database != NULL)
    kontor_database_query_async (database, KONTOR_LANE_FRONT, "migration-preview", params, G_N_ELEMENTS (params),
                                 self->cancellable, previewed_cb, g_object_ref (self));
}

/* Which point becomes which --------------------------------------------------------- */

static void
chosen_cb (GtkDropDown *choice, GParamSpec *pspec, KontorMapMigration *self)
{
  GPtrArray *values = g_object_get_data (G_OBJECT (choice), "values");
  guint selected = gtk_drop_down_get_selected (choice);

  if (selected == GTK_INVALID_LIST_POSITION)
    return;
  g_hash_table_insert (self->mapping, g_strdup (g_object_get_data (G_OBJECT (choice), "key")),
                       g_strdup (g_ptr_array_index (values, selected)));
  preview (self);
}

static gboolean
can_become (const char *old, const KontorMapItem *point)
{
  gboolean asks_old = strcmp (old, "condition") == 0 || strcmp (old, "choice") == 0;
  gboolean asks_new = point->kind == KONTOR_MAP_KIND_CONDITION || point->kind == KONTOR_MAP_KIND_CHOICE;

  return asks_old ? asks_new : strcmp (old, kontor_map_kind_to_text (point->kind)) == 0;
}

static void
add_point (KontorMapMigration *self, KontorResult *answer, guint row)
{
  const char *key = kontor_result_get_by_name (answer, row, "key"), *kind = kontor_result_get_by_name (answer, row, "kind");
  const char *name = kontor_result_get_by_name (answer, row, "name"), *suggestion = kontor_result_get_by_name (answer, row, "suggestion");
  KontorMapKind known = KONTOR_MAP_KIND_ACTION;
  const char *title = name != NULL && *name != '\0' ? name
                      : kontor_map_kind_from_text (kind, &known) ? kontor_map_kind_get_label (known) : kind;
  g_autofree char *words = g_strdup_printf ("%s · %s", title, kontor_result_get_by_name (answer, row, "waiting"));
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  GtkWidget *choice;
  guint selected = 0;

  g_ptr_array_add (values, g_strdup (KEEP));
  g_ptr_array_add (labels, (gpointer) _("stays on the old version"));
  g_ptr_array_add (values, g_strdup (STOP));
  g_ptr_array_add (labels, (gpointer) _("is stopped"));
  for (guint i = 0; i < kontor_map_get_n_items (self->to, KONTOR_MAP_POINT); i++)
    {
      const KontorMapItem *point = kontor_map_get_item (self->to, KONTOR_MAP_POINT, i);
      const char *called = kontor_map_item_get_text (point, "name");

      if (!can_become (kind, point))
        continue;
      if (g_strcmp0 (point->key, suggestion) == 0)
        selected = values->len;
      g_ptr_array_add (values, g_strdup (point->key));
      g_ptr_array_add (labels, (gpointer) (*called != '\0' ? called : kontor_map_kind_get_label (point->kind)));
    }
  g_ptr_array_add (labels, NULL);
  g_hash_table_insert (self->mapping, g_strdup (key), g_strdup (g_ptr_array_index (values, selected)));
  choice = kontor_narrow_drop_down_new ((const char * const *) labels->pdata);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), selected);
  g_object_set_data_full (G_OBJECT (choice), "values", values, (GDestroyNotify) g_ptr_array_unref);
  g_object_set_data_full (G_OBJECT (choice), "key", g_strdup (key), g_free);
  g_signal_connect (choice, "notify::selected", G_CALLBACK (chosen_cb), self);
  kontor_map_fields_add (self->points, words, choice);
}

static void
points_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorMapMigration) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);
  gboolean any = FALSE;
  GtkWidget *child;

  if (self->window == NULL || (answer == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    return;
  g_hash_table_remove_all (self->mapping);
  while ((child = gtk_widget_get_first_child (self->points)) != NULL)
    gtk_box_remove (GTK_BOX (self->points), child);
  if (answer == NULL)
    {
      gtk_label_set_text (GTK_LABEL (self->summary), error->message);
      return;
    }
  for (guint i = 0; i < kontor_result_get_n_rows (answer); i++)
    if (kontor_result_get_integer (answer, i, kontor_result_find_column (answer, "waiting")) > 0)
      {
        add_point (self, answer, i);
        any = TRUE;
      }
  if (any)
    preview (self);
  else
    gtk_label_set_text (GTK_LABEL (self->summary), _("No process walks that version."));
}

void
kontor_map_migration_show (KontorMapMigration *self, const char *map_id, const char *from_id, const char *to_id, KontorMap *to)
{
  KontorDatabase *database = kontor_desk_get_database (self->desk);
  const char *params[] = { from_id, to_id };
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_hash_table_remove_all (self->mapping);
  while ((child = gtk_widget_get_first_child (self->points)) != NULL)
    gtk_box_remove (GTK_BOX (self->points), child);
  fill_processes (self);
  gtk_widget_set_sensitive (self->move, FALSE);
  g_set_object (&self->to, to);
  g_free (self->map_id);
  g_free (self->from_id);
  g_free (self->to_id);
  self->map_id = g_strdup (map_id);
  self->from_id = g_strdup (from_id);
  self->to_id = g_strdup (to_id);
  gtk_label_set_text (GTK_LABEL (self->summary), to_id == NULL ? _("Nobody can walk a draft yet: publish it first, or choose two published versions.") : "");
  if (database != NULL && from_id != NULL && to_id != NULL)
    kontor_database_query_async (database, KONTOR_LANE_FRONT, "migration-points", params, G_N_ELEMENTS (params),
                                 self->cancellable, points_cb, g_object_ref (self));
}

/* The deed ---------------------------------------------------------------------------- */

static void
moved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorMapMigration) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object;
  g_autofree char *words = NULL;

  if (answer == NULL)
    {
      kontor_desk_report_error (self->desk, error, _("The processes were not moved"));
      if (self->window != NULL)
        preview (self);
      return;
    }
  if (json_parser_load_from_data (parser, kontor_result_get (answer, 0, 0), -1, NULL))
    {
      object = json_node_get_object (json_parser_get_root (parser));
      words = g_strdup_printf (_("%d went over, %d stayed on the old version, %d were stopped."),
                               (int) json_object_get_int_member_with_default (object, "migrated", 0),
                               (int) json_object_get_int_member_with_default (object, "kept", 0),
                               (int) json_object_get_int_member_with_default (object, "stopped", 0));
      kontor_desk_toast (self->desk, words, NULL);
    }
  g_signal_emit (self, signals[MOVED], 0);
}

static void
asked_cb (AdwMessageDialog *dialog, const char *response, KontorMapMigration *self)
{
  KontorDatabase *database = kontor_desk_get_database (self->desk);
  g_autofree char *mapping = mapping_to_json (self);
  g_autofree char *operation = kontor_identifier_new ();
  const char *params[] = { self->map_id, self->from_id, self->to_id, mapping, operation };

  if (g_strcmp0 (response, "move") != 0 || database == NULL)
    return;
  gtk_widget_set_sensitive (self->move, FALSE);
  gtk_label_set_text (GTK_LABEL (self->summary), _("Moving…"));
  kontor_database_query_async (database, KONTOR_LANE_BACK, "migrate-processes", params, G_N_ELEMENTS (params),
                               NULL, moved_cb, g_object_ref (self));
}

static void
move_cb (KontorMapMigration *self)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Move these processes?"),
                                              gtk_label_get_text (GTK_LABEL (self->summary)));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "leave", _("_Not now"), "move", _("_Move"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "move", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "leave");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "leave");
  g_signal_connect_object (dialog, "response", G_CALLBACK (asked_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
process_cb (KontorMapMigration *self, GtkListBoxRow *row)
{
  kontor_desk_open_record (self->desk, "process", g_object_get_data (G_OBJECT (row), "process"));
}

static void
kontor_map_migration_dispose (GObject *object)
{
  KontorMapMigration *self = KONTOR_MAP_MIGRATION (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->window, gtk_widget_unparent);
  g_clear_object (&self->desk);
  g_clear_object (&self->to);
  g_clear_pointer (&self->mapping, g_hash_table_unref);
  g_clear_pointer (&self->map_id, g_free);
  g_clear_pointer (&self->from_id, g_free);
  g_clear_pointer (&self->to_id, g_free);
  G_OBJECT_CLASS (kontor_map_migration_parent_class)->dispose (object);
}

static void
kontor_map_migration_class_init (KontorMapMigrationClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_map_migration_dispose;
  signals[MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_heading (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  return label;
}

static void
kontor_map_migration_init (KontorMapMigration *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->cancellable = g_cancellable_new ();
  self->mapping = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->window = gtk_scrolled_window_new ();
  self->points = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->summary = gtk_label_new ("");
  self->processes = GTK_LIST_BOX (gtk_list_box_new ());
  self->move = gtk_button_new_with_mnemonic (_("_Move the processes…"));
  gtk_label_set_xalign (GTK_LABEL (self->summary), 0);
  gtk_label_set_wrap (GTK_LABEL (self->summary), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->summary), 34);
  gtk_widget_set_sensitive (self->move, FALSE);
  gtk_list_box_set_selection_mode (self->processes, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->processes), "plain-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->processes), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Processes"), -1);
  g_signal_connect_swapped (self->processes, "row-activated", G_CALLBACK (process_cb), self);
  g_signal_connect_swapped (self->move, "clicked", G_CALLBACK (move_cb), self);
  gtk_box_append (GTK_BOX (box), make_heading (_("Where they stand, and where they go")));
  gtk_box_append (GTK_BOX (box), self->points);
  gtk_box_append (GTK_BOX (box), make_heading (_("What becomes of each")));
  gtk_box_append (GTK_BOX (box), self->summary);
  gtk_box_append (GTK_BOX (box), self->move);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->processes));
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->window), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->window), box);
  gtk_widget_set_parent (self->window, GTK_WIDGET (self));
}

GtkWidget *
kontor_map_migration_new (KontorDesk *desk, KontorMapView *view)
{
  KontorMapMigration *self = g_object_new (KONTOR_TYPE_MAP_MIGRATION, NULL);

  self->desk = g_object_ref (desk);
  self->view = view;
  return GTK_WIDGET (self);
}
