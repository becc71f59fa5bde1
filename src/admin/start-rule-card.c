#include "config.h"

#include "admin/start-rule-card.h"

#include <glib/gi18n.h>

#include "admin/start-rule-preview.h"
#include "base/error.h"
#include "kit/chip.h"
#include "kit/condition-editor.h"
#include "kit/form.h"

struct _KontorStartRuleCard
{
  KontorPage              parent_instance;

  GtkStack               *stack;
  AdwStatusPage          *missing;
  GtkLabel               *title;
  AdwBin                 *chip_place;
  GtkWidget              *save;
  GtkWidget              *remove;
  GtkDropDown            *entity_choice;
  KontorForm             *form;
  AdwBin                 *condition_place;
  KontorStartRulePreview *preview;
  GtkWidget              *preview_side;

  GtkWidget              *condition;
  GPtrArray              *entities;
  KontorRecord           *record;
  char                   *id;
  GCancellable           *cancellable;
  /* while the widgets are filled from the record, they do not change it */
  gboolean                filling;
};

G_DEFINE_FINAL_TYPE (KontorStartRuleCard, kontor_start_rule_card, KONTOR_TYPE_PAGE)

static KontorDesk *
get_desk (KontorStartRuleCard *self)
{
  return kontor_page_get_desk (KONTOR_PAGE (self));
}

static gboolean
may_change (KontorStartRuleCard *self)
{
  KontorDatabase *database = kontor_desk_get_database (get_desk (self));

  return database != NULL && g_strcmp0 (kontor_database_get_role (database), "administrator") == 0;
}

static gboolean
is_new (KontorStartRuleCard *self)
{
  return kontor_record_get_version (self->record) == 0;
}

/* What people enter and the server keeps; the rest starts nothing. */
static gboolean
may_start (const KontorEntity *entity)
{
  static const char * const never[] = { "start_rule", "route_map", "route_map_version", "view", "process", "file", NULL };

  if (g_str_equal (entity->name, "employee"))
    return TRUE;
  return (entity->flags & (KONTOR_ENTITY_FLAG_DIRECTORY | KONTOR_ENTITY_FLAG_READ_ONLY)) == 0
         && !g_strv_contains (never, entity->name);
}

/* What is shown --------------------------------------------------------------------------- */

static void
show_head (KontorStartRuleCard *self)
{
  const char *title = is_new (self) ? _("New start rule") : kontor_record_get_title (self->record);
  gboolean active = g_strcmp0 (kontor_record_get (self->record, "active"), "t") == 0;

  gtk_label_set_text (self->title, title);
  kontor_page_set_title (KONTOR_PAGE (self), title);
  adw_bin_set_child (self->chip_place, is_new (self) ? kontor_chip_new (_("Not saved yet"), "warning")
                                       : active ? kontor_chip_new (_("At work"), "success") : kontor_chip_new (_("At rest"), NULL));
  gtk_widget_set_visible (self->save, may_change (self));
  gtk_widget_set_sensitive (self->save, kontor_record_is_dirty (self->record) || is_new (self));
  gtk_widget_set_visible (self->remove, may_change (self) && !is_new (self));
}

static void
condition_changed_cb (KontorStartRuleCard *self)
{
  g_autofree char *condition = NULL;

  if (self->filling)
    return;
  condition = kontor_condition_editor_get_condition (KONTOR_CONDITION_EDITOR (self->condition));
  kontor_record_set (self->record, "condition", condition != NULL ? condition : "{}");
}

/* The condition and the choice of maps speak of one kind of record. */
static void
show_entity (KontorStartRuleCard *self)
{
  const char *name = kontor_record_get (self->record, "entity");
  const KontorEntity *entity = name != NULL ? kontor_entity_lookup (name) : NULL;
  KontorFieldRow *map = kontor_form_get_row (self->form, "map_id");

  self->condition = NULL;
  adw_bin_set_child (self->condition_place, NULL);
  if (map != NULL)
    {
      g_autofree char *offered = g_strdup_printf ("{\"field\": \"subject\", \"is\": \"%s\"}", name != NULL ? name : "");

      kontor_field_row_set_condition (map, offered);
    }
  if (entity == NULL)
    return;
  self->condition = kontor_condition_editor_new (entity);
  kontor_condition_editor_set_empty_words (KONTOR_CONDITION_EDITOR (self->condition), _("Every record starts it"));
  kontor_condition_editor_set_condition (KONTOR_CONDITION_EDITOR (self->condition), kontor_record_get (self->record, "condition"));
  gtk_widget_set_sensitive (self->condition, may_change (self));
  g_signal_connect_swapped (self->condition, "changed", G_CALLBACK (condition_changed_cb), self);
  adw_bin_set_child (self->condition_place, self->condition);
}

static void
entity_chosen_cb (KontorStartRuleCard *self)
{
  /* The first is the call to choose. */
  guint chosen = gtk_drop_down_get_selected (self->entity_choice) - 1;
  const KontorEntity *entity;

  if (self->filling || self->record == NULL || chosen >= self->entities->len)
    return;
  entity = g_ptr_array_index (self->entities, chosen);
  if (g_strcmp0 (entity->name, kontor_record_get (self->record, "entity")) == 0)
    return;
  kontor_record_set (self->record, "entity", entity->name);
  kontor_record_set (self->record, "condition", "{}");
  kontor_record_set_link (self->record, "map_id", NULL, NULL);
  show_entity (self);
}

static void
record_changed_cb (KontorStartRuleCard *self, const char *field)
{
  show_head (self);
  kontor_start_rule_preview_set_rule (self->preview, self->record);
}

static void
show_record (KontorStartRuleCard *self, KontorRecord *record)
{
  guint position = 0;

  self->filling = TRUE;
  if (g_set_object (&self->record, record))
    g_signal_connect_object (record, "changed", G_CALLBACK (record_changed_cb), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < self->entities->len; i++)
    if (g_strcmp0 (((const KontorEntity *) g_ptr_array_index (self->entities, i))->name, kontor_record_get (record, "entity")) == 0)
      position = i + 1;
  gtk_drop_down_set_selected (self->entity_choice, position);
  kontor_form_set_record (self->form, record);
  g_object_set (self->form, "read-only", !may_change (self), NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->entity_choice), may_change (self));
  show_entity (self);
  self->filling = FALSE;
  show_head (self);
  gtk_widget_set_visible (self->preview_side, may_change (self));
  kontor_start_rule_preview_set_rule (self->preview, record);
  gtk_stack_set_visible_child_name (self->stack, "rule");
}

static void
loaded_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorStartRuleCard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorRecord) record = kontor_store_load_finish (KONTOR_STORE (store), result, &error);
  g_autofree char *words = NULL;

  if (g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CANCELLED) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  kontor_page_set_loading (KONTOR_PAGE (self), FALSE);
  if (record != NULL)
    {
      show_record (self, record);
      return;
    }
  words = kontor_error_describe (error);
  adw_status_page_set_description (self->missing, words);
  gtk_stack_set_visible_child_name (self->stack, "missing");
}

static void
load (KontorStartRuleCard *self)
{
  KontorStore *store = kontor_desk_get_store (get_desk (self));

  if (store == NULL || self->id == NULL)
    return;
  kontor_page_set_loading (KONTOR_PAGE (self), TRUE);
  kontor_store_load_async (store, kontor_entity_lookup ("start_rule"), self->id, self->cancellable, loaded_cb, g_object_ref (self));
}

/* Acting ------------------------------------------------------------------------------------ */

static void
take_address (KontorStartRuleCard *self)
{
  g_autofree char *key = g_strdup_printf ("start_rule:%s", self->id);
  g_autofree char *address = g_strdup_printf ("win.open-record(('start_rule', '%s'))", self->id);

  kontor_page_set_key (KONTOR_PAGE (self), key);
  kontor_page_set_address (KONTOR_PAGE (self), address);
}

static void
saved_cb (KontorStartRuleCard *self)
{
  if (self->id == NULL)
    {
      self->id = g_strdup (kontor_record_get_id (self->record));
      take_address (self);
    }
  show_head (self);
}

static void
save_cb (KontorStartRuleCard *self)
{
  if (self->record == NULL || !may_change (self))
    return;
  if (kontor_record_get (self->record, "entity") == NULL)
    {
      kontor_desk_toast (get_desk (self), _("Choose first which records the rule is about"), NULL);
      gtk_widget_grab_focus (GTK_WIDGET (self->entity_choice));
      return;
    }
  kontor_form_save (self->form);
}

static void
removed_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorStartRuleCard) self = user_data;
  g_autoptr (GError) error = NULL;

  if (kontor_store_remove_finish (KONTOR_STORE (store), result, &error))
    kontor_page_close (KONTOR_PAGE (self));
  else
    kontor_desk_report_error (get_desk (self), error, _("The rule was not deleted"));
}

static void
remove_cb (KontorStartRuleCard *self)
{
  if (self->record != NULL && !is_new (self))
    kontor_store_remove_async (kontor_desk_get_store (get_desk (self)), self->record, NULL, removed_cb, g_object_ref (self));
}

/* The page ----------------------------------------------------------------------------------- */

static void
leave_answered_cb (AdwMessageDialog *dialog, const char *answer, KontorStartRuleCard *self)
{
  if (!g_str_equal (answer, "discard"))
    return;
  kontor_record_revert (self->record, NULL);
  kontor_form_set_record (self->form, NULL);
  kontor_page_close (KONTOR_PAGE (self));
}

static gboolean
is_touched (KontorStartRuleCard *self)
{
  return self->record != NULL && kontor_form_get_record (self->form) != NULL
         && (is_new (self) ? kontor_record_get (self->record, "name") != NULL || kontor_record_get (self->record, "entity") != NULL
                           : kontor_form_is_dirty (self->form) || kontor_record_is_dirty (self->record));
}

static gboolean
can_close (KontorPage *page)
{
  KontorStartRuleCard *self = KONTOR_START_RULE_CARD (page);
  GtkWidget *dialog;

  if (self->record != NULL && kontor_form_get_record (self->form) != NULL)
    kontor_form_commit (self->form);
  if (!is_touched (self) || !GTK_IS_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))))
    return TRUE;
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("The rule is not saved yet"),
                                   _("What you changed here will be lost."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "stay", _("_Go on editing"), "discard", _("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  g_signal_connect_object (dialog, "response", G_CALLBACK (leave_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  return FALSE;
}

static void
save (KontorPage *page)
{
  save_cb (KONTOR_START_RULE_CARD (page));
}

static void
refresh (KontorPage *page)
{
  load (KONTOR_START_RULE_CARD (page));
}

static void
arrive (KontorPage *page)
{
  KontorStartRuleCard *self = KONTOR_START_RULE_CARD (page);

  if (self->record != NULL && is_new (self))
    kontor_form_focus_field (self->form, "name");
}

static void
kontor_start_rule_card_dispose (GObject *object)
{
  KontorStartRuleCard *self = KONTOR_START_RULE_CARD (object);

  g_cancellable_cancel (self->cancellable);
  self->filling = TRUE;

  G_OBJECT_CLASS (kontor_start_rule_card_parent_class)->dispose (object);
}

static void
kontor_start_rule_card_finalize (GObject *object)
{
  KontorStartRuleCard *self = KONTOR_START_RULE_CARD (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->record);
  g_ptr_array_unref (self->entities);
  g_free (self->id);

  G_OBJECT_CLASS (kontor_start_rule_card_parent_class)->finalize (object);
}

static void
kontor_start_rule_card_class_init (KontorStartRuleCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KontorPageClass *page_class = KONTOR_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_start_rule_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_start_rule_card_finalize;
  page_class->can_close = can_close;
  page_class->save = save;
  page_class->refresh = refresh;
  page_class->arrive = arrive;

  g_type_ensure (KONTOR_TYPE_START_RULE_PREVIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/admin/start-rule-card.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorStartRuleCard, stack);
  gtk_widget_class_bind_template_child (widget_class, KontorStartRuleCard, missing);
  gtk_widget_class_bind_template_child (widget_class, KontorStartRuleCard, title);
  gtk_widget_class_bind_template_child (widget_class, KontorStartRuleCard, chip_place);
  gtk_widget_class_bind_template_child (widget_class, KontorStartRuleCard, save);
  gtk_widget_class_bind_template_child (widget_class, KontorStartRuleCard, remove);
  gtk_widget_class_bind_template_child (widget_class, KontorStartRuleCard, entity_choice);
  gtk_widget_class_bind_template_child (widget_class, KontorStartRuleCard, form);
  gtk_widget_class_bind_template_child (widget_class, KontorStartRuleCard, condition_place);
  gtk_widget_class_bind_template_child (widget_class, KontorStartRuleCard, preview);
  gtk_widget_class_bind_template_child (widget_class, KontorStartRuleCard, preview_side);
  gtk_widget_class_bind_template_callback (widget_class, entity_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, saved_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
kontor_start_rule_card_init (KontorStartRuleCard *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  self->cancellable = g_cancellable_new ();
  self->entities = g_ptr_array_new ();
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_string_list_append (labels, _("Choose…"));
  for (const KontorEntity * const *entity = kontor_entity_list (); *entity != NULL; entity++)
    if (may_start (*entity))
      {
        g_ptr_array_add (self->entities, (gpointer) *entity);
        gtk_string_list_append (labels, _((*entity)->plural));
      }
  gtk_drop_down_set_model (self->entity_choice, G_LIST_MODEL (labels));
  self->filling = FALSE;
}

KontorPage *
kontor_start_rule_card_new (KontorDesk *desk, const char *id)
{
  KontorStartRuleCard *self;

  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);

  self = g_object_new (KONTOR_TYPE_START_RULE_CARD, "desk", desk, NULL);
  kontor_page_set_icon_name (KONTOR_PAGE (self), "kontor-start-rules-symbolic");
  kontor_page_set_title (KONTOR_PAGE (self), _("Start rule"));
  kontor_start_rule_preview_set_desk (self->preview, desk);
  if (id == NULL || *id == '\0')
    {
      g_autoptr (KontorRecord) record = kontor_record_new (kontor_entity_lookup ("start_rule"), NULL);
      g_autofree char *key = g_strdup_printf ("start_rule:%s", kontor_record_get_id (record));

      kontor_page_set_key (KONTOR_PAGE (self), key);
      show_record (self, record);
      return KONTOR_PAGE (self);
    }
  self->id = g_strdup (id);
  take_address (self);
  load (self);
  return KONTOR_PAGE (self);
}
