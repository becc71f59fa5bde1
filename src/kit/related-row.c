#include "config.h"

#include "kit/related-row.h"

#include <glib/gi18n.h>

#include "base/money.h"
#include "base/moment.h"
#include "kit/chip.h"

/* What the line of an entity says. */
typedef struct
{
  const char *entity;
  const char *title[4];    /* joined by blanks, the first that says something is enough for others */
  const char *details[4];  /* joined by points, smaller */
  const char *chip;        /* a choice */
  const char *chip_link;   /* or a linked title */
  const char *amount;      /* at the right edge */
} Line;

static const Line lines[] = {
  { "person", { "name" }, { "position", "phone", "email" } },
  { "legal_entity", { "name" }, { "tax_number", "bank_account" } },
  { "address", { "street", "postcode", "city" }, { "recipient", "country" }, .chip = "kind" },
  { "deal", { "name" }, { "next_step", "next_step_on", "manager_id" }, .chip_link = "stage_id", .amount = "amount" },
  { "task", { "name" }, { "due_at", "manager_id" }, .chip = "state" },
  { "offer", { "number" }, { "issued_on" }, .chip = "status", .amount = "total" },
  { "claim", { "essence" }, { "received_at", "reason_id", "manager_id" }, .chip = "status" },
  { "interaction", { "subject" }, { "at", "created_by", "outcome" }, .chip = "kind" },
  { "process", { "name" }, { "started_at", "manager_id" }, .chip = "state" },
  { "project", { "name" }, { "begins_on", "ends_on", "manager_id" }, .chip = "state" },
  { "project_map", { "map_id" } },
  { NULL }
};

static const Line *
find_line (const KontorEntity *entity)
{
  for (const Line *line = lines; line->entity != NULL; line++)
    if (g_str_equal (line->entity, entity->name))
      return line;
  return NULL;
}

static char *
join (KontorRecord *record, const char * const *fields, const char *joint)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 4 && fields[i] != NULL; i++)
    {
      g_autofree char *one = kontor_record_format (record, fields[i]);

      if (*one == '\0')
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? joint : "", one);
    }
  return g_string_free (text, FALSE);
}

static gboolean
is_overdue (KontorRecord *record, const char *field)
{
  g_autoptr (GDateTime) due = kontor_moment_parse (kontor_record_get (record, field));
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return due != NULL && g_date_time_compare (due, now) < 0;
}

static GtkWidget *
make_chip (KontorRecord *record, const Line *line)
{
  const KontorEntity *entity = kontor_record_get_entity (record);
  const char *status;

  if (line->chip != NULL && kontor_record_get (record, line->chip) != NULL)
    {
      /* An open task that should be done is told so rather than "To do". */
      if (g_str_equal (entity->name, "task") && kontor_related_row_is_current (record) && is_overdue (record, "due_at"))
        return kontor_chip_new (_("Overdue"), "error");
      return kontor_chip_new_choice (kontor_entity_find_field (entity, line->chip), kontor_record_get (record, line->chip));
    }
  if (line->chip_link == NULL)
    return NULL;

  status = kontor_record_get (record, "status");
  if (g_strcmp0 (status, "open") != 0)
    return kontor_chip_new_choice (kontor_entity_find_field (entity, "status"), status);
  if (kontor_record_get_label (record, line->chip_link) == NULL)
    return NULL;
  return kontor_chip_new (kontor_record_get_label (record, line->chip_link), "accent");
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

GtkWidget *
kontor_related_row_new (KontorRecord *record, gboolean is_narrow)
{
  const Line *line = find_line (kontor_record_get_entity (record));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = is_narrow ? gtk_box_new (GTK_ORIENTATION_VERTICAL, 0) : gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *title = NULL;
  g_autofree char *details = NULL;
  GtkWidget *chip;
  GtkWidget *label;

  g_return_val_if_fail (line != NULL, box);

  title = join (record, line->title, g_str_equal (line->entity, "address") ? ", " : " ");
  details = join (record, line->details, " · ");
  if (*title == '\0')
    {
      g_free (title);
      title = g_strdup (kontor_record_get_title (record));
    }

  label = make_label (title, NULL);
  gtk_box_append (GTK_BOX (words), label);
  label = make_label (details, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (label, details);
  gtk_box_append (GTK_BOX (words), label);
  gtk_widget_set_hexpand (words, TRUE);
  if (is_narrow)
    {
      gtk_widget_set_margin_top (words, 3);
      gtk_widget_set_margin_bottom (words, 3);
    }
  gtk_box_append (GTK_BOX (box), words);

  chip = make_chip (record, line);
  if (chip != NULL)
    gtk_box_append (GTK_BOX (box), chip);
  if (line->amount != NULL)
    {
      g_autofree char *amount = kontor_record_format (record, line->amount);

      label = make_label (amount, "numeric");
      gtk_label_set_xalign (GTK_LABEL (label), 1);
      gtk_label_set_width_chars (GTK_LABEL (label), 13);
      gtk_box_append (GTK_BOX (box), label);
    }
  return box;
}

gboolean
kontor_related_row_is_current (KontorRecord *record)
{
  const char *entity = kontor_record_get_entity (record)->name;

  if (g_str_equal (entity, "task"))
    return g_strcmp0 (kontor_record_get (record, "state"), "open") == 0 ||
           g_strcmp0 (kontor_record_get (record, "state"), "taken") == 0;
  if (g_str_equal (entity, "deal"))
    return g_strcmp0 (kontor_record_get (record, "status"), "open") == 0;
  if (g_str_equal (entity, "project"))
    return g_strcmp0 (kontor_record_get (record, "state"), "planned") == 0 ||
           g_strcmp0 (kontor_record_get (record, "state"), "in_work") == 0;
  if (g_str_equal (entity, "process"))
    return kontor_record_get (record, "ended_at") == NULL;
  if (g_str_equal (entity, "claim"))
    return kontor_record_get (record, "closed_at") == NULL;
  return TRUE;
}
