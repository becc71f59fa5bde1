#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "base/moment.h"
#include "processes/map-difference-list.h"
#include "processes/map-fields.h"
#include "processes/map-figures.h"
#include "processes/map-migration.h"
#include "processes/map-overview.h"
#include "processes/map-versions-page.h"
#include "processes/zoom-bar.h"

/* Several lines of news about one drawing come together. */
#define NEWS_DELAY_MILLISECONDS 300

struct _KontorMapVersionsPage
{
  KontorPage        parent_instance;

  char             *map_id;
  GCancellable     *cancellable;
  guint             reload;
  KontorMapView    *view;
  KontorMapChoices *choices;
  KontorResult     *versions;
  /* The graphs that were read, by the id of the version. */
  GHashTable       *maps;

  GtkWidget        *title;
  GtkWidget        *from;
  GtkWidget        *from_label;
  GtkWidget        *to;
  GtkWidget        *stack;
  GtkWidget        *differences;
  GtkWidget        *figures;
  GtkWidget        *migration;
};

G_DEFINE_FINAL_TYPE (KontorMapVersionsPage, kontor_map_versions_page, KONTOR_TYPE_PAGE)

static void show (KontorMapVersionsPage *self);

static const char *
version_at (KontorMapVersionsPage *self, GtkWidget *choice)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (choice));

  return self->versions != NULL && selected < kontor_result_get_n_rows (self->versions)
         ? kontor_result_get_by_name (self->versions, selected, "id") : NULL;
}

typedef struct
{
  KontorMapVersionsPage *self;
  char                  *id;
} Reading;

static void
map_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = user_data;
  g_autoptr (KontorMapVersionsPage) self = reading->self;
  g_autofree char *id = reading->id;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);
  g_autofree char *title = NULL;
  KontorMap *map = NULL;

  g_free (reading);
  if (answer != NULL && kontor_result_get_n_rows (answer) > 0 && kontor_result_get_by_name (answer, 0, "graph") != NULL)
    map = kontor_map_new_from_json (kontor_result_get_by_name (answer, 0, "graph"), &error);
  if (map == NULL)
    {
      kontor_desk_report_error (kontor_page_get_desk (KONTOR_PAGE (self)), error, _("The version could not be read"));
      return;
    }
  kontor_map_choices_set_subject (self->choices, kontor_result_get_by_name (answer, 0, "subject"));
  kontor_route_map_picture_set_subject (kontor_map_view_get_picture (self->view), kontor_result_get_by_name (answer, 0, "subject"));
  title = g_strdup_printf (_("%s: versions"), kontor_result_get_by_name (answer, 0, "map_name"));
  kontor_page_set_title (KONTOR_PAGE (self), title);
  gtk_label_set_text (GTK_LABEL (self->title), kontor_result_get_by_name (answer, 0, "map_name"));
  g_hash_table_insert (self->maps, g_steal_pointer (&id), map);
  show (self);
}

/* The graph, or NULL while it is being read. */
static KontorMap *
need_map (KontorMapVersionsPage *self, const char *id)
{
  KontorDatabase *database = kontor_desk_get_database (kontor_page_get_desk (KONTOR_PAGE (self)));
  KontorMap *map = id != NULL ? g_hash_table_lookup (self->maps, id) : NULL;
  const char *params[] = { id, NULL };
  Reading *reading;

  if (map != NULL || id == NULL || database == NULL)
    return map;
  reading = g_new0 (Reading, 1);
  reading->self = g_object_ref (self);
  reading->id = g_strdup (id);
  kontor_database_query_async (database, KONTOR_LANE_FRONT, "map-version", params, G_N_ELEMENTS (params),
                               self->cancellable, map_cb, reading);
  return NULL;
}

static void
heat_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorMapVersionsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  kontor_page_set_loading (KONTOR_PAGE (self), FALSE);
  if (answer == NULL)
    kontor_desk_report_error (kontor_page_get_desk (KONTOR_PAGE (self)), error, _("The figures could not be read"));
  else if (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "figures") == 0)
    kontor_map_figures_set_result (KONTOR_MAP_FIGURES (self->figures), answer);
}

static void
show_figures (KontorMapVersionsPage *self, KontorMap *map, const char *id)
{
  KontorDatabase *database = kontor_desk_get_database (kontor_page_get_desk (KONTOR_PAGE (self)));
  const char *params[] = { self->map_id, id, NULL, NULL };

  kontor_route_map_picture_clear_marks (kontor_map_view_get_picture (self->view));
  kontor_map_view_set_map (self->view, map);
  kontor_page_set_loading (KONTOR_PAGE (self), TRUE);
  kontor_database_query_async (database, KONTOR_LANE_BACK, "map-heat", params, G_N_ELEMENTS (params),
                               self->cancellable, heat_cb, g_object_ref (self));
}

static gboolean
is_draft (KontorMapVersionsPage *self, GtkWidget *choice)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (choice));

  return self->versions != NULL && selected < kontor_result_get_n_rows (self->versions)
      && g_strcmp0 (kontor_result_get_by_name (self->versions, selected, "state"), "draft") == 0;
}

static void
show (KontorMapVersionsPage *self)
{
  const char *name = gtk_stack_get_visible_child_name (GTK_STACK (self->stack));
  gboolean two = g_strcmp0 (name, "figures") != 0;
  const char *from = version_at (self, self->from), *to = version_at (self, self->to);
  KontorMap *before = two ? need_map (self, from) : NULL, *after = need_map (self, to);

  if (!two && is_draft (self, self->to) && kontor_result_get_n_rows (self->versions) > 1)
    {
      /* Nobody walks a draft: what is meant is the version in force. */
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->to), gtk_drop_down_get_selected (GTK_DROP_DOWN (self->to)) + 1);
      return;
    }
  gtk_widget_set_visible (self->from, two);
  gtk_widget_set_visible (self->from_label, two);
  if (after == NULL || (two && before == NULL))
    return;
  if (!two)
    {
      show_figures (self, after, to);
      return;
    }
  kontor_map_difference_list_show (KONTOR_MAP_DIFFERENCE_LIST (self->differences), before, after);
  if (g_strcmp0 (name, "migration") == 0)
    kontor_map_migration_show (KONTOR_MAP_MIGRATION (self->migration), self->map_id, from,
                               is_draft (self, self->to) || is_draft (self, self->from) ? NULL : to, after);
}

static char *
describe_version (KontorResult *versions, guint row)
{
  const char *state = kontor_result_get_by_name (versions, row, "state");
  const char *at = kontor_result_get_by_name (versions, row, "published_at"), *by = kontor_result_get_by_name (versions, row, "published_by");
  g_autofree char *when = at != NULL ? kontor_moment_format (at) : NULL;
  gint64 number = kontor_result_get_integer (versions, row, kontor_result_find_column (versions, "number"));
  gint64 running = kontor_result_get_integer (versions, row, kontor_result_find_column (versions, "running"));
  GString *words = g_string_new (NULL);

  g_string_printf (words, _("Version %" PRId64), number);
  if (strcmp (state, "draft") == 0)
    g_string_append (words, _(" · draft"));
  else if (strcmp (state, "published") == 0)
    g_string_append (words, _(" · in force"));
  if (when != NULL)
    g_string_append_printf (words, " · %s", when);
  if (by != NULL)
    g_string_append_printf (words, " · %s", by);
  if (running > 0)
    g_string_append_printf (words, g_dngettext (GETTEXT_PACKAGE, " · %d process", " · %d processes", (gulong) running), (int) running);
  return g_string_free (words, FALSE);
}

static void
fill (KontorMapVersionsPage *self, GtkWidget *choice, guint selected)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GtkStringList) list = NULL;

  for (guint i = 0; i < kontor_result_get_n_rows (self->versions); i++)
    g_ptr_array_add (labels, describe_version (self->versions, i));
  g_ptr_array_add (labels, NULL);
  list = gtk_string_list_new ((const char * const *) labels->pdata);
  g_signal_handlers_block_by_func (choice, show, self);
  gtk_drop_down_set_model (GTK_DROP_DOWN (choice), G_LIST_MODEL (list));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), MIN (selected, kontor_result_get_n_rows (self->versions) - 1));
  g_signal_handlers_unblock_by_func (choice, show, self);
}

/* The place of a version that was chosen before; @otherwise: where it is gone. */
static guint
place_of (KontorMapVersionsPage *self, const char *id, guint otherwise)
{
  for (guint i = 0; id != NULL && i < kontor_result_get_n_rows (self->versions); i++)
    if (g_strcmp0 (kontor_result_get_by_name (self->versions, i, "id"), id) == 0)
      return i;
  return otherwise;
}

static void
versions_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorMapVersionsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);
  g_autofree char *to = NULL, *from = NULL;

  kontor_page_set_loading (KONTOR_PAGE (self), FALSE);
  if (answer == NULL)
    {
      kontor_desk_report_error (kontor_page_get_desk (KONTOR_PAGE (self)), error, _("The versions could not be read"));
      return;
    }
  /* Whoever looks at others than the newest with the one before it goes on to. */
  if (self->versions != NULL && (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->to)) != 0
                                 || gtk_drop_down_get_selected (GTK_DROP_DOWN (self->from)) > 1))
    {
      to = g_strdup (version_at (self, self->to));
      from = g_strdup (version_at (self, self->from));
    }
  g_set_object (&self->versions, answer);
  g_hash_table_remove_all (self->maps);
  if (kontor_result_get_n_rows (answer) == 0)
    return;
  fill (self, self->to, place_of (self, to, 0));
  fill (self, self->from, place_of (self, from, 1));
  /* One alone has nothing to differ from. */
  if (kontor_result_get_n_rows (answer) == 1
      && g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "differences") == 0)
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "figures");
  else
    show (self);
}

static gboolean
reload_cb (gpointer user_data)
{
  KontorMapVersionsPage *self = user_data;

  self->reload = 0;
  kontor_page_refresh (KONTOR_PAGE (self));
  return G_SOURCE_REMOVE;
}

/* Somebody drew or published. */
static void
news_cb (KontorMapVersionsPage *self, const char *entity)
{
  if (g_strcmp0 (entity, "route_map_version") == 0 && self->reload == 0)
    self->reload = g_timeout_add (NEWS_DELAY_MILLISECONDS, reload_cb, self);
}

static void
choices_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorMapVersionsPage) self = user_data;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, NULL);

  for (guint i = 0; answer != NULL && i < kontor_result_get_n_rows (answer); i++)
    {
      kontor_map_choices_add (self->choices, kontor_result_get (answer, i, 0), kontor_result_get (answer, i, 1), kontor_result_get (answer, i, 2));
      kontor_route_map_picture_set_name (kontor_map_view_get_picture (self->view), kontor_result_get (answer, i, 1),
                                         kontor_result_get (answer, i, 2));
    }
  kontor_page_refresh (KONTOR_PAGE (self));
}

static void
kontor_map_versions_page_refresh (KontorPage *page)
{
  KontorMapVersionsPage *self = KONTOR_MAP_VERSIONS_PAGE (page);
  KontorDatabase *database = kontor_desk_get_database (kontor_page_get_desk (page));
  const char *params[] = { self->map_id };

  if (database == NULL)
    return;
  kontor_page_set_loading (page, TRUE);
  kontor_database_query_async (database, KONTOR_LANE_FRONT, "map-versions", params, G_N_ELEMENTS (params),
                               self->cancellable, versions_cb, g_object_ref (self));
}

static void
kontor_map_versions_page_arrive (KontorPage *page)
{
  gtk_widget_grab_focus (KONTOR_MAP_VERSIONS_PAGE (page)->to);
}

static void
kontor_map_versions_page_dispose (GObject *object)
{
  KontorMapVersionsPage *self = KONTOR_MAP_VERSIONS_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->reload, g_source_remove);
  g_clear_object (&self->choices);
  g_clear_object (&self->versions);
  g_clear_pointer (&self->maps, g_hash_table_unref);
  g_clear_pointer (&self->map_id, g_free);
  G_OBJECT_CLASS (kontor_map_versions_page_parent_class)->dispose (object);
}

static void
kontor_map_versions_page_class_init (KontorMapVersionsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_map_versions_page_dispose;
  KONTOR_PAGE_CLASS (klass)->refresh = kontor_map_versions_page_refresh;
  KONTOR_PAGE_CLASS (klass)->arrive = kontor_map_versions_page_arrive;
}

static void
kontor_map_versions_page_init (KontorMapVersionsPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->maps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->choices = kontor_map_choices_new ();
}

static GtkWidget *
make_header (KontorMapVersionsPage *self)
{
  const char *none[] = { NULL };
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *switcher = gtk_stack_switcher_new ();

  self->title = gtk_label_new ("");
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->title, "heading");
  gtk_widget_set_hexpand (self->title, TRUE);
  self->from = kontor_narrow_drop_down_new (none);
  self->from_label = gtk_label_new ("→");
  self->to = kontor_narrow_drop_down_new (none);
  gtk_widget_set_size_request (self->from, 250, -1);
  gtk_widget_set_size_request (self->to, 250, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->from), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Earlier version"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->to), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Version"), -1);
  g_signal_connect_swapped (self->from, "notify::selected", G_CALLBACK (show), self);
  g_signal_connect_swapped (self->to, "notify::selected", G_CALLBACK (show), self);
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), GTK_STACK (self->stack));
  gtk_box_append (GTK_BOX (header), self->title);
  gtk_box_append (GTK_BOX (header), self->from);
  gtk_box_append (GTK_BOX (header), self->from_label);
  gtk_box_append (GTK_BOX (header), self->to);
  gtk_box_append (GTK_BOX (header), switcher);
  for (GtkWidget *child = gtk_widget_get_first_child (header); child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_valign (child, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (header, 12);
  gtk_widget_set_margin_end (header, 12);
  gtk_widget_set_margin_top (header, 6);
  gtk_widget_set_margin_bottom (header, 6);
  return header;
}

static void
build (KontorMapVersionsPage *self)
{
  KontorDesk *desk = kontor_page_get_desk (KONTOR_PAGE (self));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *overlay = gtk_overlay_new ();

  self->view = KONTOR_MAP_VIEW (kontor_map_view_new (_("Drawing of the map")));
  self->stack = gtk_stack_new ();
  self->differences = kontor_map_difference_list_new (self->view, self->choices);
  self->figures = kontor_map_figures_new (self->view);
  self->migration = kontor_map_migration_new (desk, self->view);
  g_signal_connect_swapped (self->migration, "moved", G_CALLBACK (kontor_page_refresh), self);
  gtk_stack_add_titled (GTK_STACK (self->stack), self->differences, "differences", _("Differences"));
  gtk_stack_add_titled (GTK_STACK (self->stack), self->figures, "figures", _("How it goes"));
  gtk_stack_add_titled (GTK_STACK (self->stack), self->migration, "migration", _("Move processes"));
  g_signal_connect_swapped (self->stack, "notify::visible-child", G_CALLBACK (show), self);
  gtk_widget_set_size_request (self->stack, 330, -1);
  gtk_widget_set_hexpand (self->stack, FALSE);

  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->view));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), kontor_map_overview_new (self->view));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), kontor_zoom_bar_new (kontor_map_view_get_canvas (self->view)));
  gtk_widget_set_hexpand (overlay, TRUE);
  gtk_widget_set_vexpand (overlay, TRUE);
  gtk_box_append (GTK_BOX (body), overlay);
  gtk_box_append (GTK_BOX (body), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (body), self->stack);
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), body);
  adw_bin_set_child (ADW_BIN (self), box);
}

KontorPage *
kontor_map_versions_page_new (KontorDesk *desk, const char *map_id)
{
  KontorMapVersionsPage *self = g_object_new (KONTOR_TYPE_MAP_VERSIONS_PAGE, "desk", desk, NULL);
  KontorDatabase *database = kontor_desk_get_database (desk);
  g_autofree char *key = g_strdup_printf ("page:map-versions:%s", map_id);
  g_autofree char *address = g_strdup_printf ("win.open-page(('map-versions', '%s'))", map_id);

  self->map_id = g_strdup (map_id);
  build (self);
  kontor_page_set_key (KONTOR_PAGE (self), key);
  kontor_page_set_address (KONTOR_PAGE (self), address);
  kontor_page_set_title (KONTOR_PAGE (self), _("Versions of the map"));
  kontor_page_set_icon_name (KONTOR_PAGE (self), "kontor-maps-symbolic");
  if (kontor_desk_get_store (desk) != NULL)
    g_signal_connect_object (kontor_desk_get_store (desk), "entity-changed", G_CALLBACK (news_cb), self, G_CONNECT_SWAPPED);
  if (database != NULL)
    {
      kontor_page_set_loading (KONTOR_PAGE (self), TRUE);
      kontor_database_query_async (database, KONTOR_LANE_FRONT, "map-choices", NULL, 0,
                                   self->cancellable, choices_cb, g_object_ref (self));
    }
  return KONTOR_PAGE (self);
}
