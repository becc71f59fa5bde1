#include "config.h"

#include "kit/chip.h"

#define STYLE_KEY "kontor-chip-style"

GtkWidget *
kontor_chip_new (const char *text, const char *style)
{
  GtkWidget *chip = gtk_label_new (NULL);

  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_set_halign (chip, GTK_ALIGN_START);
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (chip), PANGO_ELLIPSIZE_END);
  kontor_chip_set (chip, text, style);
  return chip;
}

GtkWidget *
kontor_chip_new_choice (const KontorField *field, const char *value)
{
  const KontorChoice *choice;

  for (choice = field->choices; choice != NULL && choice->value != NULL; choice++)
    if (g_strcmp0 (choice->value, value) == 0)
      break;
  return kontor_chip_new (kontor_field_choice_label (field, value),
                          choice != NULL && choice->value != NULL ? choice->style : NULL);
}

void
kontor_chip_set (GtkWidget *chip, const char *text, const char *style)
{
  const char *before = g_object_get_data (G_OBJECT (chip), STYLE_KEY);

  g_return_if_fail (GTK_IS_LABEL (chip));

  gtk_label_set_text (GTK_LABEL (chip), text != NULL ? text : "");
  /* An empty chip would be a coloured smear. */
  gtk_widget_set_visible (chip, text != NULL && *text != '\0');
  if (g_strcmp0 (before, style) == 0)
    return;
  if (before != NULL)
    gtk_widget_remove_css_class (chip, before);
  if (style != NULL)
    gtk_widget_add_css_class (chip, style);
  g_object_set_data_full (G_OBJECT (chip), STYLE_KEY, g_strdup (style), g_free);
}
