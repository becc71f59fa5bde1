#include "config.h"

#include "admin/leaving-dialog.h"

#include <glib/gi18n.h>

#include "base/identifier.h"
#include "kit/link-picker.h"

typedef struct
{
  KontorDesk       *desk;
  KontorRecord     *person;
  /* the map by which it is handed over, where it does not begin by itself */
  char             *map;
  KontorLinkPicker *heir;
  GtkCheckButton   *begin;
  gboolean          begins;
} Leaving;

static void
leaving_clear (Leaving *self)
{
  g_object_unref (self->desk);
  g_object_unref (self->person);
  g_free (self->map);
}

static void
leaving_release (gpointer data)
{
  g_rc_box_release_full (data, (GDestroyNotify) leaving_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Leaving, leaving_release)

static void
begun_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Leaving) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);

  if (answer == NULL)
    kontor_desk_report_error (self->desk, error, _("The handover was not begun"));
}

static void
ended_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);

  /* They are shut out all the same, and nothing is shown to them any more. */
  if (answer == NULL)
    g_debug ("what is open was not ended: %s", error->message);
}

static void
saved_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Leaving) self = user_data;
  g_autoptr (GError) error = NULL;
  KontorDatabase *database = kontor_desk_get_database (self->desk);

  if (!kontor_store_save_finish (KONTOR_STORE (store), result, &error))
    {
      kontor_record_revert (self->person, "active");
      kontor_record_revert (self->person, "successor_id");
      kontor_desk_report_error (self->desk, error, _("The person was not deactivated"));
      return;
    }
  kontor_database_query_async (database, KONTOR_LANE_FRONT, "end-shut-out", NULL, 0, NULL, ended_cb, NULL);
  if (self->begins)
    {
      g_autofree char *operation = kontor_identifier_new ();
      const char *params[] = { self->map, "employee", kontor_record_get_id (self->person), operation, NULL };

      kontor_database_query_async (database, KONTOR_LANE_FRONT, "start-process", params, G_N_ELEMENTS (params),
                                   NULL, begun_cb, g_rc_box_acquire (self));
    }
}

static void
answered_cb (AdwMessageDialog *dialog, const char *answer, Leaving *self)
{
  const char *heir = kontor_link_picker_get_identifier (self->heir);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autofree char *title = g_strdup_printf (_("%s is deactivated"), kontor_record_get_title (self->person));

  if (!g_str_equal (answer, "deactivate"))
    return;
  self->begins = self->map != NULL && gtk_check_button_get_active (self->begin);
  kontor_record_set (self->person, "active", "f");
  if (heir != NULL)
    kontor_record_set_link (self->person, "successor_id", heir, kontor_link_picker_get_label (self->heir));
  g_ptr_array_add (records, self->person);
  kontor_store_save_async (kontor_desk_get_store (self->desk), records, title, NULL, saved_cb, g_rc_box_acquire (self));
}

static guint
count (KontorResult *answer, const char *what)
{
  return (guint) g_ascii_strtoull (kontor_result_get_by_name (answer, 0, what), NULL, 10);
}

static void
append_part (GString *parts, guint n, const char *format)
{
  g_autofree char *words = g_strdup_printf (format, n);

  if (n > 0)
    g_string_append_printf (parts, "%s%s", parts->len > 0 ? ", " : "", words);
}

static char *
describe (KontorResult *answer)
{
  g_autoptr (GString) parts = g_string_new (NULL);
  guint n_partners = count (answer, "partners");
  guint n_deals = count (answer, "deals");
  guint n_tasks = count (answer, "tasks");

  append_part (parts, n_partners, ngettext ("%u partner", "%u partners", n_partners));
  append_part (parts, n_deals, ngettext ("%u open deal", "%u open deals", n_deals));
  append_part (parts, n_tasks, ngettext ("%u open task", "%u open tasks", n_tasks));
  if (parts->len == 0)
    return g_strdup (_("They cannot sign in any more, and what they have open ends at once. They look after nothing that somebody must take over."));
  /* Translators: "41 partners, 3 open deals, 12 open tasks" */
  return g_strdup_printf (_("They cannot sign in any more, and what they have open ends at once. In their care: %s."), parts->str);
}

static GtkWidget *
make_heir (Leaving *self)
{
  GtkWidget *heir = kontor_link_picker_new ("employee");
  g_autofree char *condition =
    g_strdup_printf ("{\"all\": [{\"field\": \"active\", \"is\": true}, {\"not\": {\"field\": \"id\", \"is\": \"%s\"}}]}",
                     kontor_record_get_id (self->person));

  self->heir = KONTOR_LINK_PICKER (heir);
  g_object_set (heir, "can-create", FALSE, NULL);
  kontor_link_picker_set_condition (self->heir, condition);
  kontor_link_picker_set_placeholder (self->heir, _("Who takes over"));
  kontor_link_picker_set_value (self->heir, kontor_record_get (self->person, "successor_id"),
                                kontor_record_get_label (self->person, "successor_id"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (heir), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Who takes over"), -1);
  return heir;
}

/* Whether it begins by itself, or may be begun. */
static GtkWidget *
make_map (Leaving *self, KontorResult *answer)
{
  const char *name = kontor_result_get_by_name (answer, 0, "name");
  g_autofree char *words = NULL;
  GtkWidget *note;

  if (kontor_result_get_by_name (answer, 0, "map") == NULL)
    return NULL;
  if (!kontor_result_get_boolean (answer, 0, 5))
    {
      words = g_strdup_printf (_("Begin “%s”"), name);
      note = gtk_check_button_new_with_label (words);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (note), TRUE);
      self->map = g_strdup (kontor_result_get_by_name (answer, 0, "map"));
      self->begin = GTK_CHECK_BUTTON (note);
      return note;
    }
  words = g_strdup_printf (_("“%s” begins by itself; its first task is an administrator's."), name);
  note = gtk_label_new (words);
  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_widget_add_css_class (note, "dim-label");
  return note;
}

static void
present (Leaving *self, KontorResult *answer)
{
  g_autofree char *heading = g_strdup_printf (_("Deactivate %s?"), kontor_record_get_title (self->person));
  g_autofree char *body = describe (answer);
  GtkWidget *dialog = adw_message_dialog_new (kontor_desk_get_window (self->desk), heading, body);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *map;

  g_object_set_data_full (G_OBJECT (dialog), "kontor-leaving", g_rc_box_acquire (self), leaving_release);
  gtk_box_append (GTK_BOX (box), make_heir (self));
  map = make_map (self, answer);
  if (map != NULL)
    gtk_box_append (GTK_BOX (box), map);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), box);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", _("_Keep"), "deactivate", _("_Deactivate"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "deactivate", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), self);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
read_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Leaving) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (database), result, &error);

  if (answer == NULL)
    kontor_desk_report_error (self->desk, error, _("The person was not deactivated"));
  else if (kontor_result_get_n_rows (answer) > 0)
    present (self, answer);
}

void
kontor_leaving_dialog_present (KontorDesk *desk, KontorRecord *person)
{
  g_autoptr (Leaving) self = NULL;
  const char *params[1];

  g_return_if_fail (KONTOR_IS_DESK (desk));
  g_return_if_fail (KONTOR_IS_RECORD (person));

  self = g_rc_box_new0 (Leaving);
  self->desk = g_object_ref (desk);
  self->person = g_object_ref (person);
  params[0] = kontor_record_get_id (person);
  kontor_database_query_async (kontor_desk_get_database (desk), KONTOR_LANE_FRONT, "person-leaves", params, 1,
                               NULL, read_cb, g_rc_box_acquire (self));
}
