#pragma once

#include "tool/demo-phrases.h"

/* One file a language, for demo-phrases.c only. */
extern const KontorDemoPhrases kontor_demo_phrases_bosnian;
extern const KontorDemoPhrases kontor_demo_phrases_turkish;
extern const KontorDemoPhrases kontor_demo_phrases_russian;
extern const KontorDemoPhrases kontor_demo_phrases_german;
extern const KontorDemoPhrases kontor_demo_phrases_english;
