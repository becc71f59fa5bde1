#include "config.h"

#include <string.h>

#include "db/server-message.h"
#include "db/server-messages.h"
#include "fixture/catalogue.h"
#include "model/server-names.h"

static void
check (const char *said, const char *expected)
{
  g_autofree char *shown = kontor_server_message_translate (said);

  g_assert_cmpstr (shown, ==, expected);
}

/* R330 a sentence of the server is told in the person's language. */
static void
test_sentences (void)
{
  check ("This was already undone.", "Это уже отменено.");
  check ("The task \"Ring back\" is done already.", "Задача «Ring back» уже выполнена.");
  check ("\"Decide\" needs at least two lines out.", "Из «Decide» должно выходить не меньше двух линий.");
  check ("\"condition\" needs at least two lines out.", "Из «Условие» должно выходить не меньше двух линий.");
  check ("The discount of 20 % is deeper than 12.5 %; the offer goes out when it is approved.",
         "Скидка 20 % больше 12.5 %: предложение уйдёт, когда её согласуют.");
}

/* The order of a translation is the translator's. */
static void
test_order (void)
{
  check ("The field \"loss_reason_id\" cannot be changed now: the process \"Sale\" stands at \"Offer\".",
         "Процесс «Sale» стоит на шаге «Offer», поле «Причина отказа» сейчас менять нельзя.");
}

/* Fields, entities and roles are called as the screens call them; what people named is not touched. */
static void
test_names (void)
{
  check ("\"Claim\" cannot be left while \"loss_reason_id\" is empty.", "Пока поле «Причина отказа» пусто, «Claim» не закончить.");
  check ("\"loss_reason_id\" cannot be left while \"no_such_column\" is empty.",
         "Пока поле «no_such_column» пусто, «loss_reason_id» не закончить.");
  check ("The task \"head\" is for others to take: head.", "Задачу «head» берут другие: Руководитель группы.");
  check ("\"offer\" ends with what has not been made yet: offer, claim, dragon. Make it first.",
         "«offer» кончается тем, чего ещё нет: Предложение, Претензия, dragon. Сначала создайте это.");
  g_assert_cmpstr (kontor_server_message_name (KONTOR_SERVER_WORD_FIELD, "deal", "probability"), ==, "Вероятность");
  g_assert_null (kontor_server_message_name (KONTOR_SERVER_WORD_FIELD, "team", "probability"));
  g_assert_null (kontor_server_message_name (KONTOR_SERVER_WORD_FIELD, NULL, NULL));
}

/* One message holds another, and that one a third. */
static void
test_nested (void)
{
  check ("The map cannot be published: \"Call\": the rule cannot be asked: unknown field: deal.colour",
         "Карту нельзя опубликовать: «Call»: условие нельзя проверить: нет поля «colour» у «deal»");
  check ("\"Write\": the task has no name.", "«Write»: у задачи нет названия.");
  check ("The map cannot be published: something new", "Карту нельзя опубликовать: something new");
}

/* What people wrote may look like anything. */
static void
test_awkward (void)
{
  const char * const texts[] = { "", " ", "\"", "\"\"", "%", "%s", "%1$s", "100 % sure", "\"%s\"", "The task \"", "The task \" is done already",
                                 "Позвонить \"Железара\"", "\xff\xfe broken", "This was already undone. ", "“", ": ", "\": ", NULL };
  g_autofree char *long_name = g_strnfill (200000, '"');
  g_autofree char *long_text = g_strdup_printf ("The task \"%s\" is done already.", long_name);
  g_autofree char *long_shown = g_strdup_printf ("Задача «%s» уже выполнена.", long_name);

  for (guint i = 0; texts[i] != NULL; i++)
    check (texts[i], texts[i]);
  g_assert_null (kontor_server_message_translate (NULL));

  check ("The task \"100 % of %s, \"soon\" %n\" is done already.", "Задача «100 % of %s, \"soon\" %n» уже выполнена.");
  check ("The task \"\" is done already.", "Задача «» уже выполнена.");
  check ("The task \"two\nlines\" is done already.", "Задача «two\nlines» уже выполнена.");
  /* The name of a task is a sentence of the server. */
  check ("The task \"The task \"A\" is done already.\" is done already.", "Задача «The task \"A\" is done already.» уже выполнена.");
  check ("The field \"phone\" cannot be changed now: the process \"a\" stands at \"b\" stands at \"c\".",
         "Процесс «a» стоит на шаге «b\" stands at \"c», поле «Phone» сейчас менять нельзя.");
  check (long_text, long_shown);
}

/* Every sentence of the table is recognised as itself and by no other's words. */
static void
test_all (void)
{
  for (const KontorServerMessage *message = kontor_server_messages; message->words != NULL; message++)
    {
      g_autoptr (GString) said = g_string_new (message->words);
      g_autoptr (GString) expected = g_string_new (message->words);
      g_autofree char *shown = NULL;

      /* "Ž": no word that the desk knows. */
      g_string_replace (said, "%s", "Ž", 0);
      g_string_replace (said, "%%", "%", 0);
      g_string_replace (expected, "%s", "Ž", 0);
      g_string_replace (expected, "%%", "%", 0);
      g_string_replace (said, "“", "\"", 0);
      g_string_replace (said, "”", "\"", 0);
      shown = kontor_server_message_translate (said->str);
      g_assert_cmpstr (shown, ==, expected->str);
    }
}

static void
test_russian (gconstpointer test)
{
  kontor_test_catalogue_begin (KONTOR_TEST_DATA "/messages/ru.po");
  ((void (*) (void)) test) ();
  kontor_test_catalogue_end ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kontor_server_names_begin ();

  g_test_add_func ("/server-message/R330-all", test_all);
  g_test_add_data_func ("/server-message/R330-sentences", test_sentences, test_russian);
  g_test_add_data_func ("/server-message/R330-order", test_order, test_russian);
  g_test_add_data_func ("/server-message/R330-names", test_names, test_russian);
  g_test_add_data_func ("/server-message/R330-nested", test_nested, test_russian);
  g_test_add_data_func ("/server-message/R330-awkward", test_awkward, test_russian);
  return g_test_run ();
}
