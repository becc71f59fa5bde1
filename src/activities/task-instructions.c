#include "config.h"

#include "activities/task-instructions.h"

#include <string.h>

#include "db/server-message.h"

struct _KontorTaskInstructions
{
  AdwBin     parent_instance;

  GtkLabel  *what;
  GtkWidget *method_place;
  GtkLabel  *method;
  GtkWidget *problem_place;
  GtkLabel  *problem;
};

G_DEFINE_FINAL_TYPE (KontorTaskInstructions, kontor_task_instructions, ADW_TYPE_BIN)

/* A text that is not there takes no place. */
static void
set_text (KontorTaskInstructions *self, GtkLabel *label, GtkWidget *place, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (place, text != NULL && *text != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_visible (GTK_WIDGET (self->what))
                          || gtk_widget_get_visible (self->method_place) || gtk_widget_get_visible (self->problem_place));
}

static void
kontor_task_instructions_class_init (KontorTaskInstructionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/activities/task-instructions.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorTaskInstructions, what);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskInstructions, method_place);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskInstructions, method);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskInstructions, problem_place);
  gtk_widget_class_bind_template_child (widget_class, KontorTaskInstructions, problem);
}

static void
kontor_task_instructions_init (KontorTaskInstructions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kontor_task_instructions_set_description (KontorTaskInstructions *self, const char *description)
{
  const char *paragraph = description != NULL ? g_strrstr (description, "\n\n") : NULL;
  const char *last = paragraph != NULL ? paragraph + strlen ("\n\n") : description;
  g_autofree char *before = NULL;
  g_autofree char *said = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (KONTOR_IS_TASK_INSTRUCTIONS (self));

  /* Under what the map says the server may say why the step came to somebody else. */
  if (description != NULL)
    {
      before = g_strndup (description, (gsize) (last - description));
      said = kontor_server_message_translate (last);
      words = g_strconcat (before, said, NULL);
    }
  set_text (self, self->what, GTK_WIDGET (self->what), words);
}

void
kontor_task_instructions_set_texts (KontorTaskInstructions *self, const char *method, const char *problem)
{
  g_autofree char *words = kontor_server_message_translate (problem);

  g_return_if_fail (KONTOR_IS_TASK_INSTRUCTIONS (self));

  set_text (self, self->method, self->method_place, method);
  set_text (self, self->problem, self->problem_place, words);
}
