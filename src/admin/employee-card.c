#include "config.h"

#include "admin/employee-card.h"

#include <glib/gi18n.h>

#include "admin/leaving-dialog.h"
#include "admin/person-window.h"
#include "kit/chip.h"
#include "kit/desk.h"
#include "kit/record-command.h"

struct _KontorEmployeeCard
{
  KontorCard  parent_instance;

  AdwAvatar  *avatar;
  GtkLabel   *name;
  AdwBin     *role_place;
  GtkLabel   *state;
  GtkButton  *password;
  GtkWidget  *activate;
  GtkWidget  *deactivate;
  GMenu      *employee_menu;
  KontorForm *form;
  /* what the answer of "person-access" was: "yes", "none", "shut", "lacks" */
  char       *access;
};

G_DEFINE_FINAL_TYPE (KontorEmployeeCard, kontor_employee_card, KONTOR_TYPE_CARD)

static KontorDesk *
get_desk (KontorEmployeeCard *self)
{
  return kontor_page_get_desk (KONTOR_PAGE (self));
}

static const char *
get (KontorEmployeeCard *self, const char *field)
{
  return kontor_card_get (KONTOR_CARD (self), field);
}

static gboolean
is_active (KontorEmployeeCard *self)
{
  return g_strcmp0 (get (self, "active"), "t") == 0;
}

static gboolean
may_manage (KontorEmployeeCard *self)
{
  KontorDatabase *database = kontor_desk_get_database (get_desk (self));

  return database != NULL && g_strcmp0 (kontor_database_get_role (database), "administrator") == 0;
}

static gboolean
is_myself (KontorEmployeeCard *self)
{
  KontorDatabase *database = kontor_desk_get_database (get_desk (self));

  return database != NULL
         && g_strcmp0 (kontor_database_get_employee_id (database), kontor_card_get_id (KONTOR_CARD (self))) == 0;
}

/* What is shown ------------------------------------------------------------------------ */

static const char *
describe_access (KontorEmployeeCard *self)
{
  if (!is_active (self))
    return _("Does not work here any more");
  if (g_strcmp0 (self->access, "none") == 0)
    return _("Has no login yet: set a password to let them in");
  if (g_strcmp0 (self->access, "shut") == 0 || g_strcmp0 (self->access, "lacks") == 0)
    return _("The server does not let them in: set a password anew");
  return get (self, "position");
}

static void
show (KontorCard *card)
{
  KontorEmployeeCard *self = KONTOR_EMPLOYEE_CARD (card);
  const char *state = describe_access (self);
  gboolean may = may_manage (self);

  KONTOR_CARD_CLASS (kontor_employee_card_parent_class)->show (card);
  adw_avatar_set_text (self->avatar, get (self, "name"));
  gtk_label_set_text (self->name, kontor_record_get_title (kontor_card_get_record (card)));
  adw_bin_set_child (self->role_place,
                     kontor_chip_new_choice (kontor_entity_find_field (kontor_card_get_entity (card), "role"), get (self, "role")));
  gtk_label_set_text (self->state, state != NULL ? state : "");
  gtk_widget_set_visible (GTK_WIDGET (self->state), state != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->password), is_active (self) && (may || is_myself (self)));
  gtk_widget_set_visible (self->activate, may && !is_active (self));
  gtk_widget_set_visible (self->deactivate, may && is_active (self) && !is_myself (self));
}

static void
access_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorEmployeeCard) self = user_data;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (database), result, NULL);

  if (answer == NULL || kontor_result_get_n_rows (answer) == 0 || kontor_card_is_gone (KONTOR_CARD (self)))
    return;
  g_free (self->access);
  self->access = g_strdup (kontor_result_get (answer, 0, 0));
  show (KONTOR_CARD (self));
}

static void
read_access (KontorEmployeeCard *self)
{
  KontorDatabase *database = kontor_desk_get_database (get_desk (self));
  const char *params[] = { kontor_card_get_id (KONTOR_CARD (self)) };

  if (database != NULL && params[0] != NULL)
    kontor_database_query_async (database, KONTOR_LANE_FRONT, "person-access", params, 1,
                                 kontor_card_get_cancellable (KONTOR_CARD (self)), access_cb, g_object_ref (self));
}

static void
take (KontorCard *card, KontorRecord *record)
{
  KontorEmployeeCard *self = KONTOR_EMPLOYEE_CARD (card);

  g_object_set (self->form, "read-only", !may_manage (self), NULL);
  /* The server says so too: another administrator does it. */
  if (is_myself (self))
    kontor_field_row_set_read_only (kontor_form_get_row (self->form, "role"), TRUE);
  read_access (self);
}

static void
news (KontorCard *card, const char *entity, const char *id, const char *action)
{
  if (g_strcmp0 (id, kontor_card_get_id (card)) == 0)
    read_access (KONTOR_EMPLOYEE_CARD (card));
}

/* Acting -------------------------------------------------------------------------------- */

static void
password_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorEmployeeCard *self = KONTOR_EMPLOYEE_CARD (widget);

  if (get (self, "login") != NULL && gtk_widget_get_visible (GTK_WIDGET (self->password)))
    kontor_person_window_new_password (get_desk (self), kontor_card_get_id (KONTOR_CARD (self)), get (self, "name"), get (self, "login"));
}

static void
deactivate_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorEmployeeCard *self = KONTOR_EMPLOYEE_CARD (widget);

  if (gtk_widget_get_visible (self->deactivate))
    kontor_leaving_dialog_present (get_desk (self), kontor_card_get_record (KONTOR_CARD (self)));
}

static void
activate_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KontorEmployeeCard *self = KONTOR_EMPLOYEE_CARD (widget);
  g_autofree char *title = NULL;

  if (!gtk_widget_get_visible (self->activate))
    return;
  title = g_strdup_printf (_("%s is active again"), kontor_record_get_title (kontor_card_get_record (KONTOR_CARD (self))));
  kontor_card_change (KONTOR_CARD (self), "active", "t", NULL, title, _("The person was not activated"));
}

/* The page ------------------------------------------------------------------------------- */

static void
kontor_employee_card_finalize (GObject *object)
{
  g_free (KONTOR_EMPLOYEE_CARD (object)->access);

  G_OBJECT_CLASS (kontor_employee_card_parent_class)->finalize (object);
}

static void
kontor_employee_card_class_init (KontorEmployeeCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KontorCardClass *card_class = KONTOR_CARD_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kontor_employee_card_finalize;
  card_class->deleted = N_("This person was deleted.");
  card_class->not_deleted = N_("The person was not deleted");
  card_class->take = take;
  card_class->show = show;
  card_class->news = news;

  g_type_ensure (KONTOR_TYPE_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/admin/employee-card.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorEmployeeCard, avatar);
  gtk_widget_class_bind_template_child (widget_class, KontorEmployeeCard, name);
  gtk_widget_class_bind_template_child (widget_class, KontorEmployeeCard, role_place);
  gtk_widget_class_bind_template_child (widget_class, KontorEmployeeCard, state);
  gtk_widget_class_bind_template_child (widget_class, KontorEmployeeCard, password);
  gtk_widget_class_bind_template_child (widget_class, KontorEmployeeCard, activate);
  gtk_widget_class_bind_template_child (widget_class, KontorEmployeeCard, deactivate);
  gtk_widget_class_bind_template_child (widget_class, KontorEmployeeCard, employee_menu);
  gtk_widget_class_bind_template_child (widget_class, KontorEmployeeCard, form);
  gtk_widget_class_install_action (widget_class, "employee.password", NULL, password_action);
  gtk_widget_class_install_action (widget_class, "employee.deactivate", NULL, deactivate_action);
  gtk_widget_class_install_action (widget_class, "employee.activate", NULL, activate_action);
  kontor_record_command_install (widget_class, "employee");
}

static void
kontor_employee_card_init (KontorEmployeeCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kontor_card_add_form (KONTOR_CARD (self), self->form);
  kontor_record_command_extend (self->employee_menu, kontor_entity_lookup ("employee"));
}

KontorPage *
kontor_employee_card_new (KontorDesk *desk, const char *id)
{
  KontorEmployeeCard *self;

  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (KONTOR_TYPE_EMPLOYEE_CARD, "desk", desk, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.delete", may_manage (self));
  kontor_card_open (KONTOR_CARD (self), "employee", id);
  return KONTOR_PAGE (self);
}
