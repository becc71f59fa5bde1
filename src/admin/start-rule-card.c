#include "config.h"

#include "admin/start-rule-card.h"

#include <glib/gi18n.h>

#include "admin/start-rule-preview.h"
#include "kit/chip.h"
#include "kit/condition-editor.h"
#include "kit/desk.h"

struct _KontorStartRuleCard
{
  KontorCard              parent_instance;

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
  /* while the widgets are filled from the record, they do not change it */
  gboolean                filling;
};

G_DEFINE_FINAL_TYPE (KontorStartRuleCard, kontor_start_rule_card, KONTOR_TYPE_CARD)

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

static KontorRecord *
get_rule (KontorStartRuleCard *self)
{
  return kontor_card_get_record (KONTOR_CARD (self));
}

static const char *
get (KontorStartRuleCard *self, const char *field)
{
  return kontor_card_get (KONTOR_CARD (self), field);
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
show (KontorCard *card)
{
  KontorStartRuleCard *self = KONTOR_START_RULE_CARD (card);
  gboolean is_new = kontor_card_is_new (card);
  gboolean active = g_strcmp0 (get (self, "active"), "t") == 0;
  const char *title = is_new ? _("New start rule") : kontor_record_get_title (get_rule (self));

  gtk_label_set_text (self->title, title);
  kontor_page_set_title (KONTOR_PAGE (self), title);
  adw_bin_set_child (self->chip_place, is_new ? kontor_chip_new (_("Not saved yet"), "warning")
                                       : active ? kontor_chip_new (_("At work"), "success") : kontor_chip_new (_("At rest"), NULL));
  gtk_widget_set_visible (self->save, may_change (self));
  gtk_widget_set_sensitive (self->save, is_new || kontor_record_is_dirty (get_rule (self)));
  gtk_widget_set_visible (self->remove, may_change (self) && !is_new);
  kontor_start_rule_preview_set_rule (self->preview, get_rule (self));
}

static void
condition_changed_cb (KontorStartRuleCard *self)
{
  g_autofree char *condition = NULL;

  if (self->filling)
    return;
  condition = kontor_condition_editor_get_condition (KONTOR_CONDITION_EDITOR (self->condition));
  kontor_record_set (get_rule (self), "condition", condition != NULL ? condition : "{}");
}

/* The condition and the choice of maps speak of one kind of record. */
static void
show_entity (KontorStartRuleCard *self)
{
  const char *name = get (self, "entity");
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
  kontor_condition_editor_set_condition (KONTOR_CONDITION_EDITOR (self->condition), get (self, "condition"));
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

  if (self->filling || get_rule (self) == NULL || chosen >= self->entities->len)
    return;
  entity = g_ptr_array_index (self->entities, chosen);
  if (g_strcmp0 (entity->name, get (self, "entity")) == 0)
    return;
  kontor_record_set (get_rule (self), "entity", entity->name);
  kontor_record_set (get_rule (self), "condition", "{}");
  kontor_record_set_link (get_rule (self), "map_id", NULL, NULL);
  show_entity (self);
}

/* All that follows from the rule; what one does then changes it. */
static void
fill (KontorStartRuleCard *self)
{
  guint position = 0;

  self->filling = TRUE;
  for (guint i = 0; i < self->entities->len; i++)
    if (g_strcmp0 (((const KontorEntity *) g_ptr_array_index (self->entities, i))->name, get (self, "entity")) == 0)
      position = i + 1;
  gtk_drop_down_set_selected (self->entity_choice, position);
  g_object_set (self->form, "read-only", !may_change (self), NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->entity_choice), may_change (self));
  show_entity (self);
  gtk_widget_set_visible (self->preview_side, may_change (self));
  self->filling = FALSE;
}

static void
take (KontorCard *card, KontorRecord *record)
{
  fill (KONTOR_START_RULE_CARD (card));
}

static void
reread (KontorCard *card)
{
  fill (KONTOR_START_RULE_CARD (card));
}

/* Acting ------------------------------------------------------------------------------------ */

static void
save (KontorPage *page)
{
  KontorStartRuleCard *self = KONTOR_START_RULE_CARD (page);

  if (get_rule (self) == NULL || !may_change (self))
    return;
  if (get (self, "entity") == NULL)
    {
      kontor_desk_toast (get_desk (self), _("Choose first which records the rule is about"), NULL);
      gtk_widget_grab_focus (GTK_WIDGET (self->entity_choice));
      return;
    }
  KONTOR_PAGE_CLASS (kontor_start_rule_card_parent_class)->save (page);
}

static void
save_cb (KontorStartRuleCard *self)
{
  kontor_page_save (KONTOR_PAGE (self));
}

/* The page ----------------------------------------------------------------------------------- */

static void
kontor_start_rule_card_dispose (GObject *object)
{
  KontorStartRuleCard *self = KONTOR_START_RULE_CARD (object);

  self->filling = TRUE;

  G_OBJECT_CLASS (kontor_start_rule_card_parent_class)->dispose (object);
}

static void
kontor_start_rule_card_finalize (GObject *object)
{
  g_ptr_array_unref (KONTOR_START_RULE_CARD (object)->entities);

  G_OBJECT_CLASS (kontor_start_rule_card_parent_class)->finalize (object);
}

static void
kontor_start_rule_card_class_init (KontorStartRuleCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KontorCardClass *card_class = KONTOR_CARD_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_start_rule_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_start_rule_card_finalize;
  KONTOR_PAGE_CLASS (klass)->save = save;
  card_class->deleted = N_("This rule was deleted.");
  card_class->not_deleted = N_("The rule was not deleted");
  card_class->take = take;
  card_class->show = show;
  card_class->reread = reread;

  g_type_ensure (KONTOR_TYPE_START_RULE_PREVIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/admin/start-rule-card.ui");
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
}

static void
kontor_start_rule_card_init (KontorStartRuleCard *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

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
  kontor_card_add_form (KONTOR_CARD (self), self->form);
  self->filling = FALSE;
}

KontorPage *
kontor_start_rule_card_new (KontorDesk *desk, const char *id)
{
  KontorStartRuleCard *self;

  g_return_val_if_fail (KONTOR_IS_DESK (desk), NULL);

  self = g_object_new (KONTOR_TYPE_START_RULE_CARD, "desk", desk, NULL);
  kontor_start_rule_preview_set_desk (self->preview, desk);
  kontor_card_open (KONTOR_CARD (self), "start_rule", id);
  return KONTOR_PAGE (self);
}
