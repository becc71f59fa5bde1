#include "config.h"

#include "admin/administration-page.h"

#include <glib/gi18n.h>

#include "base/moment.h"

struct _KontorAdministrationPage
{
  KontorPage    parent_instance;
  GtkListBox   *people;
  GtkListBox   *status;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (KontorAdministrationPage, kontor_administration_page, KONTOR_TYPE_PAGE)

#define ROW_EMPLOYEE "kontor-employee"

static void
remove_rows (GtkListBox *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
}

static const char *
role_label (const char *role)
{
  if (g_strcmp0 (role, "administrator") == 0)
    return _("Administrator");
  if (g_strcmp0 (role, "head") == 0)
    return _("Head of a team");
  return _("Seller");
}

static void
append_person (KontorAdministrationPage *self, KontorResult *answer, guint row)
{
  GtkWidget *widget = adw_action_row_new ();
  const char *name = kontor_result_get (answer, row, 2);
  const char *team = kontor_result_get (answer, row, 4);
  const char *position = kontor_result_get (answer, row, 5);
  g_autofree char *title = g_markup_escape_text (name, -1);
  g_autoptr(GString) text = g_string_new (role_label (kontor_result_get (answer, row, 3)));
  g_autofree char *subtitle = NULL;
  GtkWidget *login = gtk_label_new (kontor_result_get (answer, row, 1));

  if (team != NULL)
    g_string_append_printf (text, " · %s", team);
  if (position != NULL)
    g_string_append_printf (text, " · %s", position);
  if (!kontor_result_get_boolean (answer, row, 6))
    g_string_append_printf (text, " · %s", _("does not sign in any more"));
  subtitle = g_markup_escape_text (text->str, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (widget), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (widget), adw_avatar_new (28, name, TRUE));
  gtk_widget_add_css_class (login, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), login);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), TRUE);
  g_object_set_data_full (G_OBJECT (widget), ROW_EMPLOYEE, g_strdup (kontor_result_get (answer, row, 0)), g_free);
  gtk_list_box_append (self->people, widget);
}

static void
people_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorAdministrationPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  if (answer == NULL)
    {
      kontor_desk_report_error (kontor_page_get_desk (KONTOR_PAGE (self)), error, _("The people could not be read"));
      return;
    }
  remove_rows (self->people);
  for (guint i = 0; i < kontor_result_get_n_rows (answer); i++)
    append_person (self, answer, i);
}

static const char *
status_label (const char *what)
{
  static const struct { const char *what, *label; } labels[] = {
    { "schema", N_("Schema of the database") },
    { "server", N_("PostgreSQL") },
    { "database", N_("Database") },
    { "size", N_("Size of the database") },
    { "started", N_("Server started") },
    { "standby", N_("Standby server") },
    { "connections", N_("Connections") },
    { "people", N_("People signed in") },
    { "elected", N_("Sends the news to all desks") },
    { "clock", N_("Clock of the server") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i].what, what))
      return _(labels[i].label);
  return what;
}

static char *
status_value (const char *what, const char *value)
{
  if (value == NULL)
    return g_strdup ("–");
  if (g_str_equal (what, "size"))
    return g_format_size (g_ascii_strtoull (value, NULL, 10));
  if (g_str_equal (what, "started") || g_str_equal (what, "clock"))
    return kontor_moment_format_exact (value);
  if (g_str_equal (what, "standby"))
    return g_strdup (g_str_equal (value, "yes") ? _("yes") : _("no"));
  return g_strdup (value);
}

static void
append_status (KontorAdministrationPage *self, const char *label, const char *value)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *text = gtk_label_new (value);
  g_autofree char *name = g_strdup_printf ("%s: %s", label, value);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (text, "numeric");
  gtk_widget_add_css_class (text, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (self->status, row);
}

static void
status_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorAdministrationPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  if (answer == NULL)
    {
      kontor_desk_report_error (kontor_page_get_desk (KONTOR_PAGE (self)), error, _("The state could not be read"));
      return;
    }
  remove_rows (self->status);
  append_status (self, _("Program"), KONTOR_VERSION);
  append_status (self, _("Connection"), kontor_database_get_server (KONTOR_DATABASE (source)));
  for (guint i = 0; i < kontor_result_get_n_rows (answer); i++)
    {
      const char *what = kontor_result_get (answer, i, 0);
      g_autofree char *value = status_value (what, kontor_result_get (answer, i, 1));

      append_status (self, status_label (what), value);
    }
}

static void
person_activated_cb (KontorAdministrationPage *self, GtkListBoxRow *row)
{
  kontor_desk_open_record (kontor_page_get_desk (KONTOR_PAGE (self)), "employee",
                           g_object_get_data (G_OBJECT (row), ROW_EMPLOYEE));
}

static void
read_people (KontorAdministrationPage *self)
{
  KontorDatabase *database = kontor_desk_get_database (kontor_page_get_desk (KONTOR_PAGE (self)));

  if (database != NULL)
    kontor_database_query_async (database, KONTOR_LANE_FRONT, "office-people", NULL, 0,
                                 self->cancellable, people_read_cb, g_object_ref (self));
}

static void
kontor_administration_page_refresh (KontorPage *page)
{
  KontorAdministrationPage *self = KONTOR_ADMINISTRATION_PAGE (page);
  KontorDatabase *database = kontor_desk_get_database (kontor_page_get_desk (page));

  if (database == NULL)
    return;
  read_people (self);
  kontor_database_query_async (database, KONTOR_LANE_FRONT, "system-status", NULL, 0,
                               self->cancellable, status_read_cb, g_object_ref (self));
}

static void
news_cb (KontorAdministrationPage *self, const char *entity)
{
  if (g_strcmp0 (entity, "employee") == 0)
    read_people (self);
}

static void
kontor_administration_page_constructed (GObject *object)
{
  KontorStore *store;

  G_OBJECT_CLASS (kontor_administration_page_parent_class)->constructed (object);
  store = kontor_desk_get_store (kontor_page_get_desk (KONTOR_PAGE (object)));
  if (store != NULL)
    g_signal_connect_object (store, "entity-changed", G_CALLBACK (news_cb), object, G_CONNECT_SWAPPED);
  kontor_administration_page_refresh (KONTOR_PAGE (object));
}

static void
kontor_administration_page_dispose (GObject *object)
{
  g_cancellable_cancel (KONTOR_ADMINISTRATION_PAGE (object)->cancellable);
  G_OBJECT_CLASS (kontor_administration_page_parent_class)->dispose (object);
}

static void
kontor_administration_page_finalize (GObject *object)
{
  g_clear_object (&KONTOR_ADMINISTRATION_PAGE (object)->cancellable);
  G_OBJECT_CLASS (kontor_administration_page_parent_class)->finalize (object);
}

static void
kontor_administration_page_class_init (KontorAdministrationPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = kontor_administration_page_constructed;
  object_class->dispose = kontor_administration_page_dispose;
  object_class->finalize = kontor_administration_page_finalize;
  KONTOR_PAGE_CLASS (klass)->refresh = kontor_administration_page_refresh;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/admin/administration-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorAdministrationPage, people);
  gtk_widget_class_bind_template_child (widget_class, KontorAdministrationPage, status);
  gtk_widget_class_bind_template_callback (widget_class, person_activated_cb);
}

static void
kontor_administration_page_init (KontorAdministrationPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

KontorPage *
kontor_administration_page_new (KontorDesk *desk, const char *argument)
{
  return g_object_new (KONTOR_TYPE_ADMINISTRATION_PAGE,
                       "desk", desk,
                       "title", _("Administration"),
                       "icon-name", "emblem-system-symbolic",
                       "key", "page:administration",
                       "address", "win.open-page(('administration', ''))",
                       NULL);
}
