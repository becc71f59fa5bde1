#include "config.h"

#include "admin/rule-card.h"

#include <glib/gi18n.h>

#include "kit/chip.h"
#include "kit/condition-editor.h"
#include "kit/desk.h"
#include "kit/field-row.h"
#include "kit/form.h"

typedef struct
{
  GtkLabel          *title;
  AdwBin            *chip_place;
  GtkWidget         *save;
  GtkWidget         *remove;
  GtkDropDown       *entity_choice;
  KontorForm        *form;
  AdwBin            *condition_place;
  GtkBox            *rows_place;
  KontorRulePreview *preview;
  GtkWidget         *preview_side;

  GtkWidget         *rows;
  GtkWidget         *condition;
  GPtrArray         *entities;
  gboolean           filling;
} KontorRuleCardPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (KontorRuleCard, kontor_rule_card, KONTOR_TYPE_CARD)

enum { PROP_ROWS = 1, N_PROPS };

static GParamSpec *properties[N_PROPS];

#define PRIVATE(self) ((KontorRuleCardPrivate *) kontor_rule_card_get_instance_private (self))

static KontorDesk *
get_desk (KontorRuleCard *self)
{
  return kontor_page_get_desk (KONTOR_PAGE (self));
}

static KontorRecord *
get_rule (KontorRuleCard *self)
{
  return kontor_card_get_record (KONTOR_CARD (self));
}

static const char *
get (KontorRuleCard *self, const char *field)
{
  return kontor_card_get (KONTOR_CARD (self), field);
}

/* What is shown --------------------------------------------------------------------------- */

static void
show (KontorCard *card)
{
  KontorRuleCard *self = KONTOR_RULE_CARD (card);
  KontorRuleCardPrivate *priv = PRIVATE (self);
  gboolean is_new = kontor_card_is_new (card);
  gboolean active = g_strcmp0 (get (self, "active"), "t") == 0;
  gboolean may_change = kontor_rule_card_may_change (self);
  const char *title = is_new ? _(KONTOR_RULE_CARD_GET_CLASS (self)->new_title) : kontor_record_get_title (get_rule (self));

  gtk_label_set_text (priv->title, title);
  kontor_page_set_title (KONTOR_PAGE (self), title);
  adw_bin_set_child (priv->chip_place, is_new ? kontor_chip_new (_("Not saved yet"), "warning")
                                       : active ? kontor_chip_new (_("At work"), "success") : kontor_chip_new (_("At rest"), NULL));
  gtk_widget_set_visible (priv->save, may_change);
  gtk_widget_set_sensitive (priv->save, is_new || kontor_record_is_dirty (get_rule (self)));
  gtk_widget_set_visible (priv->remove, may_change && !is_new);
  kontor_rule_preview_set_rule (priv->preview, get_rule (self));
}

static void
condition_changed_cb (KontorRuleCard *self)
{
  KontorRuleCardPrivate *priv = PRIVATE (self);
  g_autofree char *condition = NULL;

  if (priv->filling)
    return;
  condition = kontor_condition_editor_get_condition (KONTOR_CONDITION_EDITOR (priv->condition));
  kontor_record_set (get_rule (self), "condition", condition != NULL ? condition : "{}");
}

/* The condition speaks of one kind of record, and so may what is done. */
static void
show_entity (KontorRuleCard *self)
{
  KontorRuleCardPrivate *priv = PRIVATE (self);
  KontorRuleCardClass *klass = KONTOR_RULE_CARD_GET_CLASS (self);
  const char *name = get (self, "entity");
  const KontorEntity *entity = name != NULL ? kontor_entity_lookup (name) : NULL;

  priv->condition = NULL;
  adw_bin_set_child (priv->condition_place, NULL);
  if (klass->show_entity != NULL)
    klass->show_entity (self, entity);
  if (entity == NULL)
    return;
  priv->condition = kontor_condition_editor_new (entity);
  kontor_condition_editor_set_empty_words (KONTOR_CONDITION_EDITOR (priv->condition), _(klass->every));
  kontor_condition_editor_set_condition (KONTOR_CONDITION_EDITOR (priv->condition), get (self, "condition"));
  gtk_widget_set_sensitive (priv->condition, kontor_rule_card_may_change (self));
  g_signal_connect_swapped (priv->condition, "changed", G_CALLBACK (condition_changed_cb), self);
  adw_bin_set_child (priv->condition_place, priv->condition);
}

static void
entity_chosen_cb (KontorRuleCard *self)
{
  KontorRuleCardPrivate *priv = PRIVATE (self);
  KontorRuleCardClass *klass = KONTOR_RULE_CARD_GET_CLASS (self);
  /* The first is the call to choose. */
  guint chosen = gtk_drop_down_get_selected (priv->entity_choice) - 1;
  const KontorEntity *entity;

  if (priv->filling || get_rule (self) == NULL || chosen >= priv->entities->len)
    return;
  entity = g_ptr_array_index (priv->entities, chosen);
  if (g_strcmp0 (entity->name, get (self, "entity")) == 0)
    return;
  kontor_record_set (get_rule (self), "entity", entity->name);
  kontor_record_set (get_rule (self), "condition", "{}");
  if (klass->forget != NULL)
    klass->forget (self);
  show_entity (self);
}

/* All that follows from the rule; what one does then changes it. */
static void
fill (KontorRuleCard *self)
{
  KontorRuleCardPrivate *priv = PRIVATE (self);
  guint position = 0;

  priv->filling = TRUE;
  for (guint i = 0; i < priv->entities->len; i++)
    if (g_strcmp0 (((const KontorEntity *) g_ptr_array_index (priv->entities, i))->name, get (self, "entity")) == 0)
      position = i + 1;
  gtk_drop_down_set_selected (priv->entity_choice, position);
  g_object_set (priv->form, "read-only", !kontor_rule_card_may_change (self), NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (priv->entity_choice), kontor_rule_card_may_change (self));
  show_entity (self);
  gtk_widget_set_visible (priv->preview_side, kontor_rule_card_may_change (self));
  priv->filling = FALSE;
}

static void
take (KontorCard *card, KontorRecord *record)
{
  fill (KONTOR_RULE_CARD (card));
}

static void
reread (KontorCard *card)
{
  fill (KONTOR_RULE_CARD (card));
}

/* Acting ------------------------------------------------------------------------------------ */

static void
save (KontorPage *page)
{
  KontorRuleCard *self = KONTOR_RULE_CARD (page);

  if (get_rule (self) == NULL || !kontor_rule_card_may_change (self))
    return;
  if (get (self, "entity") == NULL)
    {
      kontor_desk_toast (get_desk (self), _("Choose first which records the rule is about"), NULL);
      gtk_widget_grab_focus (GTK_WIDGET (PRIVATE (self)->entity_choice));
      return;
    }
  KONTOR_PAGE_CLASS (kontor_rule_card_parent_class)->save (page);
}

static void
save_cb (KontorRuleCard *self)
{
  kontor_page_save (KONTOR_PAGE (self));
}

/* The page ----------------------------------------------------------------------------------- */

static void
kontor_rule_card_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  if (property == PROP_ROWS)
    g_value_set_object (value, PRIVATE (KONTOR_RULE_CARD (object))->rows);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
}

static void
kontor_rule_card_set_property (GObject *object, guint property, const GValue *value, GParamSpec *pspec)
{
  KontorRuleCardPrivate *priv = PRIVATE (KONTOR_RULE_CARD (object));

  if (property != PROP_ROWS)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
      return;
    }
  if (priv->rows != NULL)
    gtk_box_remove (priv->rows_place, priv->rows);
  priv->rows = g_value_get_object (value);
  if (priv->rows != NULL)
    gtk_box_append (priv->rows_place, priv->rows);
}

static void
kontor_rule_card_constructed (GObject *object)
{
  KontorRuleCard *self = KONTOR_RULE_CARD (object);
  KontorRuleCardPrivate *priv = PRIVATE (self);
  KontorRuleCardClass *klass = KONTOR_RULE_CARD_GET_CLASS (self);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  G_OBJECT_CLASS (kontor_rule_card_parent_class)->constructed (object);

  priv->filling = TRUE;
  gtk_string_list_append (labels, _("Choose…"));
  for (const KontorEntity * const *entity = kontor_entity_list (); *entity != NULL; entity++)
    if (klass->is_about (*entity))
      {
        g_ptr_array_add (priv->entities, (gpointer) *entity);
        gtk_string_list_append (labels, _((*entity)->plural));
      }
  gtk_drop_down_set_model (priv->entity_choice, G_LIST_MODEL (labels));
  kontor_rule_preview_set_kind (priv->preview, klass->preview);
  kontor_rule_preview_set_desk (priv->preview, get_desk (self));
  kontor_card_add_form (KONTOR_CARD (self), priv->form);
  priv->filling = FALSE;
}

static void
kontor_rule_card_dispose (GObject *object)
{
  PRIVATE (KONTOR_RULE_CARD (object))->filling = TRUE;

  G_OBJECT_CLASS (kontor_rule_card_parent_class)->dispose (object);
}

static void
kontor_rule_card_finalize (GObject *object)
{
  g_ptr_array_unref (PRIVATE (KONTOR_RULE_CARD (object))->entities);

  G_OBJECT_CLASS (kontor_rule_card_parent_class)->finalize (object);
}

static void
kontor_rule_card_class_init (KontorRuleCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KontorCardClass *card_class = KONTOR_CARD_CLASS (klass);

  object_class->constructed = kontor_rule_card_constructed;
  object_class->get_property = kontor_rule_card_get_property;
  object_class->set_property = kontor_rule_card_set_property;
  object_class->dispose = kontor_rule_card_dispose;
  object_class->finalize = kontor_rule_card_finalize;
  KONTOR_PAGE_CLASS (klass)->save = save;
  card_class->deleted = N_("This rule was deleted.");
  card_class->not_deleted = N_("The rule was not deleted");
  card_class->take = take;
  card_class->show = show;
  card_class->reread = reread;

  properties[PROP_ROWS] = g_param_spec_object ("rows", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (KONTOR_TYPE_RULE_PREVIEW);
  g_type_ensure (KONTOR_TYPE_FIELD_ROW);
  g_type_ensure (KONTOR_TYPE_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/admin/rule-card.ui");
  gtk_widget_class_bind_template_child_private (widget_class, KontorRuleCard, title);
  gtk_widget_class_bind_template_child_private (widget_class, KontorRuleCard, chip_place);
  gtk_widget_class_bind_template_child_private (widget_class, KontorRuleCard, save);
  gtk_widget_class_bind_template_child_private (widget_class, KontorRuleCard, remove);
  gtk_widget_class_bind_template_child_private (widget_class, KontorRuleCard, entity_choice);
  gtk_widget_class_bind_template_child_private (widget_class, KontorRuleCard, form);
  gtk_widget_class_bind_template_child_private (widget_class, KontorRuleCard, condition_place);
  gtk_widget_class_bind_template_child_private (widget_class, KontorRuleCard, rows_place);
  gtk_widget_class_bind_template_child_private (widget_class, KontorRuleCard, preview);
  gtk_widget_class_bind_template_child_private (widget_class, KontorRuleCard, preview_side);
  gtk_widget_class_bind_template_callback (widget_class, entity_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
kontor_rule_card_init (KontorRuleCard *self)
{
  KontorRuleCardPrivate *priv = PRIVATE (self);

  priv->entities = g_ptr_array_new ();
  priv->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  priv->filling = FALSE;
}

KontorForm *
kontor_rule_card_get_form (KontorRuleCard *self)
{
  g_return_val_if_fail (KONTOR_IS_RULE_CARD (self), NULL);
  return PRIVATE (self)->form;
}

gboolean
kontor_rule_card_may_change (KontorRuleCard *self)
{
  KontorDatabase *database;

  g_return_val_if_fail (KONTOR_IS_RULE_CARD (self), FALSE);

  database = kontor_desk_get_database (get_desk (self));
  return database != NULL && g_strcmp0 (kontor_database_get_role (database), "administrator") == 0;
}

gboolean
kontor_rule_card_is_filling (KontorRuleCard *self)
{
  g_return_val_if_fail (KONTOR_IS_RULE_CARD (self), TRUE);
  return PRIVATE (self)->filling;
}
