#include "config.h"

#include "deals/stage-stepper.h"

#include <glib/gi18n.h>

#include "kit/replace-text.h"

struct _KontorStageStepper
{
  GtkWidget     parent_instance;
  GtkWidget    *box;
  KontorDesk   *desk;
  KontorResult *stages;
  char         *stage;
  gboolean      editable;
};

G_DEFINE_FINAL_TYPE (KontorStageStepper, kontor_stage_stepper, GTK_TYPE_WIDGET)

static guint chosen_signal;

static void
clicked_cb (GtkButton *button, KontorStageStepper *self)
{
  guint row = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "row"));

  if (self->editable && g_strcmp0 (kontor_result_get (self->stages, row, 0), self->stage) != 0)
    g_signal_emit (self, chosen_signal, 0, kontor_result_get (self->stages, row, 0),
                   kontor_result_get (self->stages, row, 1));
}

static GtkWidget *
make_step (KontorStageStepper *self, guint row, gboolean passed, gboolean current)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (kontor_result_get (self->stages, row, 1));
  g_autofree char *spoken = NULL;

  if (passed)
    gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (content), label);
  gtk_widget_set_halign (content, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "step");
  if (current)
    gtk_widget_add_css_class (button, "current");
  else if (passed)
    gtk_widget_add_css_class (button, "passed");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_can_target (button, self->editable);
  gtk_widget_set_focusable (button, self->editable);
  g_object_set_data (G_OBJECT (button), "row", GUINT_TO_POINTER (row));
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  if (current)
    spoken = g_strdup_printf (_("Stage: %s, where the deal stands"), kontor_result_get (self->stages, row, 1));
  else
    spoken = g_strdup_printf (passed ? _("Stage: %s, passed") : _("Stage: %s"), kontor_result_get (self->stages, row, 1));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return button;
}

static void
show_steps (KontorStageStepper *self)
{
  GtkWidget *child;
  int current = -1;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  if (self->stages == NULL)
    return;
  for (guint i = 0; i < kontor_result_get_n_rows (self->stages); i++)
    if (g_strcmp0 (kontor_result_get (self->stages, i, 0), self->stage) == 0)
      current = (int) i;
  for (guint i = 0; i < kontor_result_get_n_rows (self->stages); i++)
    gtk_box_append (GTK_BOX (self->box), make_step (self, i, (int) i < current, (int) i == current));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorStageStepper) self = user_data;
  g_autoptr(GError) error = NULL;
  KontorResult *stages = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  if (stages == NULL || self->box == NULL)
    {
      g_clear_object (&stages);
      return;
    }
  g_clear_object (&self->stages);
  self->stages = stages;
  show_steps (self);
}

static void
kontor_stage_stepper_dispose (GObject *object)
{
  KontorStageStepper *self = KONTOR_STAGE_STEPPER (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);
  g_clear_object (&self->stages);
  g_clear_pointer (&self->stage, g_free);

  G_OBJECT_CLASS (kontor_stage_stepper_parent_class)->dispose (object);
}

static void
kontor_stage_stepper_class_init (KontorStageStepperClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_stage_stepper_dispose;
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "stagestepper");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kontor_stage_stepper_init (KontorStageStepper *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_set_homogeneous (GTK_BOX (self->box), TRUE);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Stages"), -1);
}

void
kontor_stage_stepper_set_desk (KontorStageStepper *self, KontorDesk *desk)
{
  g_return_if_fail (KONTOR_IS_STAGE_STEPPER (self));

  if (!g_set_object (&self->desk, desk) || desk == NULL || kontor_desk_get_store (desk) == NULL)
    return;
  kontor_database_query_async (kontor_desk_get_database (desk), KONTOR_LANE_FRONT, "stages", NULL, 0, NULL,
                               loaded_cb, g_object_ref (self));
}

void
kontor_stage_stepper_set_stage (KontorStageStepper *self, const char *stage)
{
  g_return_if_fail (KONTOR_IS_STAGE_STEPPER (self));

  kontor_replace_text (&self->stage, stage);
  show_steps (self);
}

void
kontor_stage_stepper_set_editable (KontorStageStepper *self, gboolean editable)
{
  g_return_if_fail (KONTOR_IS_STAGE_STEPPER (self));

  self->editable = editable;
  show_steps (self);
}
