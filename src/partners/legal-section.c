#include "config.h"

#include "partners/legal-section.h"

#include <glib/gi18n.h>

#include "kit/create-dialog.h"
#include "kit/field-row.h"
#include "kit/fold-box.h"
#include "kit/form.h"
#include "kit/related-list.h"

struct _KontorLegalSection
{
  GtkWidget          parent_instance;

  GtkWidget         *content;
  GtkStack          *stack;
  KontorForm        *form;
  KontorRelatedList *list;

  KontorDesk        *desk;
  char              *partner_id;
  char              *partner_name;
};

G_DEFINE_FINAL_TYPE (KontorLegalSection, kontor_legal_section, GTK_TYPE_WIDGET)

static void
loaded_cb (KontorLegalSection *self)
{
  GPtrArray *records = kontor_related_list_get_records (self->list);

  if (records->len == 1)
    kontor_form_set_record (self->form, g_ptr_array_index (records, 0));
  else
    kontor_form_set_record (self->form, NULL);
  gtk_stack_set_visible_child_name (self->stack, records->len == 0 ? "none" : records->len == 1 ? "one" : "many");
}

static void
add_cb (KontorLegalSection *self)
{
  static const char * const fields[] = { "name", "tax_number", "registration_number", "bank_name", "bank_account", "bic", NULL };
  g_autoptr (KontorRecord) record = kontor_record_new (kontor_entity_lookup ("legal_entity"), NULL);

  kontor_record_set_link (record, "partner_id", self->partner_id, self->partner_name);
  /* The first firm of a partner is mostly called as the partner is. */
  if (kontor_related_list_get_records (self->list)->len == 0)
    kontor_record_set (record, "name", self->partner_name);
  kontor_create_dialog_present (self->desk, GTK_WIDGET (self), record, fields, _("New legal entity"), NULL, NULL, NULL);
}

static void
kontor_legal_section_dispose (GObject *object)
{
  KontorLegalSection *self = KONTOR_LEGAL_SECTION (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (kontor_legal_section_parent_class)->dispose (object);
}

static void
kontor_legal_section_finalize (GObject *object)
{
  KontorLegalSection *self = KONTOR_LEGAL_SECTION (object);

  g_free (self->partner_id);
  g_free (self->partner_name);

  G_OBJECT_CLASS (kontor_legal_section_parent_class)->finalize (object);
}

static void
kontor_legal_section_class_init (KontorLegalSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_legal_section_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_legal_section_finalize;

  g_type_ensure (KONTOR_TYPE_RELATED_LIST);
  g_type_ensure (KONTOR_TYPE_FIELD_ROW);
  g_type_ensure (KONTOR_TYPE_FOLD_BOX);
  g_type_ensure (KONTOR_TYPE_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/partners/legal-section.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorLegalSection, content);
  gtk_widget_class_bind_template_child (widget_class, KontorLegalSection, stack);
  gtk_widget_class_bind_template_child (widget_class, KontorLegalSection, form);
  gtk_widget_class_bind_template_child (widget_class, KontorLegalSection, list);
  gtk_widget_class_bind_template_callback (widget_class, loaded_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
kontor_legal_section_init (KontorLegalSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kontor_legal_section_set_subject (KontorLegalSection *self, KontorDesk *desk, const char *partner_id,
                                  const char *partner_name)
{
  g_return_if_fail (KONTOR_IS_LEGAL_SECTION (self));

  g_set_object (&self->desk, desk);
  g_free (self->partner_name);
  self->partner_name = g_strdup (partner_name);
  if (g_strcmp0 (self->partner_id, partner_id) == 0)
    return;
  g_free (self->partner_id);
  self->partner_id = g_strdup (partner_id);
  kontor_related_list_set_subject (self->list, desk, partner_id);
}

GPtrArray *
kontor_legal_section_get_records (KontorLegalSection *self)
{
  g_return_val_if_fail (KONTOR_IS_LEGAL_SECTION (self), NULL);
  return kontor_related_list_get_records (self->list);
}

void
kontor_legal_section_save (KontorLegalSection *self)
{
  g_return_if_fail (KONTOR_IS_LEGAL_SECTION (self));

  if (kontor_form_get_record (self->form) != NULL)
    kontor_form_save (self->form);
}

gboolean
kontor_legal_section_is_dirty (KontorLegalSection *self)
{
  g_return_val_if_fail (KONTOR_IS_LEGAL_SECTION (self), FALSE);
  return kontor_form_is_dirty (self->form);
}
