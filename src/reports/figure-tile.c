#include "config.h"

#include "reports/figure-tile.h"

struct _KontorFigureTile
{
  GtkWidget  parent_instance;

  char      *tone;

  GtkWidget *button;
  GtkWidget *icon;
  GtkWidget *caption;
  GtkWidget *figure;
  GtkWidget *detail;
};

enum
{
  PROP_CAPTION = 1,
  PROP_ICON_NAME,
  PROP_TONE,
  N_PROPS,
};

enum
{
  ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KontorFigureTile, kontor_figure_tile, GTK_TYPE_WIDGET)

static void
clicked_cb (KontorFigureTile *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
kontor_figure_tile_set_property (GObject      *object,
                                 guint         id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  KontorFigureTile *self = KONTOR_FIGURE_TILE (object);

  switch (id)
    {
    case PROP_CAPTION:
      gtk_label_set_text (GTK_LABEL (self->caption), g_value_get_string (value));
      break;
    case PROP_ICON_NAME:
      gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), g_value_get_string (value));
      break;
    case PROP_TONE:
      g_free (self->tone);
      self->tone = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kontor_figure_tile_dispose (GObject *object)
{
  KontorFigureTile *self = KONTOR_FIGURE_TILE (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_pointer (&self->tone, g_free);

  G_OBJECT_CLASS (kontor_figure_tile_parent_class)->dispose (object);
}

static void
kontor_figure_tile_class_init (KontorFigureTileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = kontor_figure_tile_set_property;
  object_class->dispose = kontor_figure_tile_dispose;

  properties[PROP_CAPTION] = g_param_spec_string ("caption", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TONE] = g_param_spec_string ("tone", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ACTIVATED] =
    g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/reports/figure-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorFigureTile, button);
  gtk_widget_class_bind_template_child (widget_class, KontorFigureTile, icon);
  gtk_widget_class_bind_template_child (widget_class, KontorFigureTile, caption);
  gtk_widget_class_bind_template_child (widget_class, KontorFigureTile, figure);
  gtk_widget_class_bind_template_child (widget_class, KontorFigureTile, detail);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
kontor_figure_tile_init (KontorFigureTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kontor_figure_tile_set (self, NULL, NULL, FALSE);
}

void
kontor_figure_tile_set (KontorFigureTile *self,
                        const char       *figure,
                        const char       *detail,
                        gboolean          calls)
{
  g_autofree char *words = NULL;

  g_return_if_fail (KONTOR_IS_FIGURE_TILE (self));

  gtk_label_set_text (GTK_LABEL (self->figure), figure != NULL ? figure : "–");
  gtk_label_set_text (GTK_LABEL (self->detail), detail != NULL ? detail : "");
  gtk_widget_set_tooltip_text (self->detail, detail);
  for (guint i = 0; i < 3; i++)
    {
      static const char * const tones[] = { "error", "success", "warning" };

      if (calls && g_strcmp0 (self->tone, tones[i]) == 0)
        gtk_widget_add_css_class (self->figure, tones[i]);
      else
        gtk_widget_remove_css_class (self->figure, tones[i]);
    }
  words = g_strdup_printf ("%s: %s %s", gtk_label_get_text (GTK_LABEL (self->caption)),
                           figure != NULL ? figure : "", detail != NULL ? detail : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}
