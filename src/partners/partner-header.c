#include "config.h"

#include "partners/partner-header.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/moment.h"
#include "kit/chip.h"
#include "kit/field-row.h"
#include "kit/form.h"
#include "kit/related-row.h"
#include "kit/wrap-box.h"

struct _KontorPartnerHeader
{
  GtkWidget     parent_instance;

  GtkWidget    *content;
  KontorForm   *form;
  KontorWrapBox *line;
  GtkWidget    *next;
  GtkImage     *next_icon;
  GtkLabel     *next_words;
  GtkBox       *actions;

  KontorRecord *record;
  gulong        changed_handler;
};

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KontorPartnerHeader, kontor_partner_header, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static GtkBuildableIface *parent_buildable;

static void
add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  KontorPartnerHeader *self = KONTOR_PARTNER_HEADER (buildable);

  if (self->actions != NULL && GTK_IS_WIDGET (child))
    gtk_box_append (self->actions, GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

static void
append_choices (KontorPartnerHeader *self, const char *name)
{
  const KontorField *field = kontor_entity_find_field (kontor_record_get_entity (self->record), name);
  const char *value = kontor_record_get (self->record, name);
  g_autofree char *inner = NULL;
  g_auto (GStrv) values = NULL;

  if (value == NULL || strlen (value) < 2)
    return;
  inner = g_strndup (value + 1, strlen (value) - 2);
  values = g_strsplit (inner, ",", -1);
  for (guint i = 0; values[i] != NULL; i++)
    if (*values[i] != '\0')
      kontor_wrap_box_append (self->line, kontor_chip_new_choice (field, values[i]));
}

static void
append_link (KontorPartnerHeader *self, const char *name)
{
  const char *label = kontor_record_get_label (self->record, name);

  if (label != NULL)
    kontor_wrap_box_append (self->line, kontor_chip_new (label, NULL));
}

static void
show_chips (KontorPartnerHeader *self)
{
  /* The next step stands behind them, in the same lines. */
  g_autoptr (GtkWidget) next = g_object_ref (self->next);

  kontor_wrap_box_clear (self->line);
  if (self->record != NULL && kontor_record_is_loaded (self->record))
    {
      append_choices (self, "relations");
      append_link (self, "category_id");
      append_link (self, "state_id");
    }
  kontor_wrap_box_append (self->line, next);
}

static void
changed_cb (KontorRecord *record, const char *field, KontorPartnerHeader *self)
{
  show_chips (self);
}

static void
consider (KontorRecord *record, const char *moment_field, const char *words_field,
          KontorRecord **next, GDateTime **next_at, const char **words)
{
  g_autoptr (GDateTime) at = kontor_moment_parse (kontor_record_get (record, moment_field));
  const char *text = kontor_record_get (record, words_field);

  if (at == NULL || (*next_at != NULL && g_date_time_compare (*next_at, at) <= 0))
    return;
  g_clear_pointer (next_at, g_date_time_unref);
  *next_at = g_steal_pointer (&at);
  *next = record;
  *words = text != NULL ? text : kontor_record_get_title (record);
}

static void
kontor_partner_header_dispose (GObject *object)
{
  KontorPartnerHeader *self = KONTOR_PARTNER_HEADER (object);

  kontor_partner_header_set_record (self, NULL);
  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (kontor_partner_header_parent_class)->dispose (object);
}

static void
kontor_partner_header_class_init (KontorPartnerHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_partner_header_dispose;

  g_type_ensure (KONTOR_TYPE_WRAP_BOX);
  g_type_ensure (KONTOR_TYPE_FIELD_ROW);
  g_type_ensure (KONTOR_TYPE_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/partners/partner-header.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerHeader, content);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerHeader, form);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerHeader, line);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerHeader, next);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerHeader, next_icon);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerHeader, next_words);
  gtk_widget_class_bind_template_child (widget_class, KontorPartnerHeader, actions);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "cardheader");
}

static void
kontor_partner_header_init (KontorPartnerHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

KontorForm *
kontor_partner_header_get_form (KontorPartnerHeader *self)
{
  g_return_val_if_fail (KONTOR_IS_PARTNER_HEADER (self), NULL);
  return self->form;
}

void
kontor_partner_header_set_record (KontorPartnerHeader *self, KontorRecord *record)
{
  g_return_if_fail (KONTOR_IS_PARTNER_HEADER (self));

  if (self->record == record)
    return;
  if (self->record != NULL)
    g_clear_signal_handler (&self->changed_handler, self->record);
  g_set_object (&self->record, record);
  if (record == NULL)
    return;
  self->changed_handler = g_signal_connect (record, "changed", G_CALLBACK (changed_cb), self);
  kontor_form_set_record (self->form, record);
  show_chips (self);
}

void
kontor_partner_header_set_plans (KontorPartnerHeader *self, GPtrArray *tasks, GPtrArray *deals)
{
  g_autoptr (GDateTime) next_at = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *when = NULL;
  g_autofree char *words = NULL;
  KontorRecord *next = NULL;
  const char *what = NULL;
  gboolean is_task, is_late;

  g_return_if_fail (KONTOR_IS_PARTNER_HEADER (self));

  for (guint i = 0; tasks != NULL && i < tasks->len; i++)
    if (kontor_related_row_is_current (g_ptr_array_index (tasks, i)))
      consider (g_ptr_array_index (tasks, i), "due_at", "name", &next, &next_at, &what);
  for (guint i = 0; deals != NULL && i < deals->len; i++)
    if (kontor_related_row_is_current (g_ptr_array_index (deals, i)))
      consider (g_ptr_array_index (deals, i), "next_step_on", "next_step", &next, &next_at, &what);

  gtk_widget_remove_css_class (self->next, "error");
  gtk_widget_remove_css_class (self->next, "warning");
  gtk_widget_set_visible (self->next, TRUE);
  if (next == NULL)
    {
      gtk_image_set_from_icon_name (self->next_icon, "dialog-warning-symbolic");
      gtk_label_set_text (self->next_words, _("No next step agreed"));
      gtk_widget_add_css_class (self->next, "warning");
      return;
    }

  is_task = g_str_equal (kontor_record_get_entity (next)->name, "task");
  when = is_task ? kontor_moment_format (kontor_record_get (next, "due_at"))
                 : kontor_date_format (kontor_record_get (next, "next_step_on"));
  is_late = is_task ? g_date_time_compare (next_at, now) < 0
                    : g_date_time_difference (now, next_at) >= G_TIME_SPAN_DAY;
  gtk_image_set_from_icon_name (self->next_icon, is_late ? "appointment-missed-symbolic" : "appointment-soon-symbolic");
  /* Translators: the next step and when it is due: "Overdue: call about the offer · yesterday" */
  words = is_late ? g_strdup_printf (_("Overdue: %s · %s"), what, when)
                  : g_strdup_printf (_("Next: %s · %s"), what, when);
  gtk_label_set_text (self->next_words, words);
  gtk_widget_set_tooltip_text (self->next, words);
  if (is_late)
    gtk_widget_add_css_class (self->next, "error");
}
