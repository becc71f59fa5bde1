#include "config.h"

#include "admin/password-choice.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "base/password.h"

struct _KontorPasswordChoice
{
  AdwBin          parent_instance;

  GtkCheckButton *generate;
  GtkCheckButton *type;
  GtkEditable    *first;
  GtkEditable    *again;
  GtkLabel       *error;
};

G_DEFINE_FINAL_TYPE (KontorPasswordChoice, kontor_password_choice, ADW_TYPE_BIN)

static void
show_error (KontorPasswordChoice *self, const char *words)
{
  gtk_label_set_text (self->error, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), words != NULL);
}

static void
chosen_cb (KontorPasswordChoice *self)
{
  gboolean typed = gtk_check_button_get_active (self->type);

  gtk_widget_set_visible (GTK_WIDGET (self->first), typed);
  gtk_widget_set_visible (GTK_WIDGET (self->again), typed);
  show_error (self, NULL);
}

static void
typed_cb (KontorPasswordChoice *self)
{
  show_error (self, NULL);
}

static gboolean
kontor_password_choice_grab_focus (GtkWidget *widget)
{
  KontorPasswordChoice *self = KONTOR_PASSWORD_CHOICE (widget);

  if (gtk_check_button_get_active (self->type))
    return gtk_widget_grab_focus (GTK_WIDGET (self->first));
  return gtk_widget_grab_focus (GTK_WIDGET (self->generate));
}

static void
kontor_password_choice_class_init (KontorPasswordChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->grab_focus = kontor_password_choice_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/admin/password-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorPasswordChoice, generate);
  gtk_widget_class_bind_template_child (widget_class, KontorPasswordChoice, type);
  gtk_widget_class_bind_template_child (widget_class, KontorPasswordChoice, first);
  gtk_widget_class_bind_template_child (widget_class, KontorPasswordChoice, again);
  gtk_widget_class_bind_template_child (widget_class, KontorPasswordChoice, error);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
}

static void
kontor_password_choice_init (KontorPasswordChoice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kontor_password_choice_set_may_generate (KontorPasswordChoice *self, gboolean may_generate)
{
  g_return_if_fail (KONTOR_IS_PASSWORD_CHOICE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->generate), may_generate);
  gtk_widget_set_visible (GTK_WIDGET (self->type), may_generate);
  gtk_check_button_set_active (may_generate ? self->generate : self->type, TRUE);
}

gboolean
kontor_password_choice_is_generated (KontorPasswordChoice *self)
{
  g_return_val_if_fail (KONTOR_IS_PASSWORD_CHOICE (self), FALSE);
  return gtk_check_button_get_active (self->generate);
}

char *
kontor_password_choice_take (KontorPasswordChoice *self, const char *login)
{
  g_autoptr (GError) error = NULL;
  const char *password;

  g_return_val_if_fail (KONTOR_IS_PASSWORD_CHOICE (self), NULL);

  if (kontor_password_choice_is_generated (self))
    return kontor_password_generate ();

  password = gtk_editable_get_text (self->first);
  if (!kontor_password_check (login, password, &error))
    {
      show_error (self, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->first));
      return NULL;
    }
  if (g_strcmp0 (password, gtk_editable_get_text (self->again)) != 0)
    {
      show_error (self, _("The two passwords differ."));
      gtk_widget_grab_focus (GTK_WIDGET (self->again));
      return NULL;
    }
  return g_strdup (password);
}
