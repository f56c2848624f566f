# Spanish of the Americas, as spoken in the United States. The person is "usted"; wording fits women and men.
# Neutral throughout: a phone may be read by others. The keys are explained in the English file.

first_contact = Soy un robot. No guardo lo que usted escribe, pero su celular o su navegador puede guardarlo. No tiene que dar su nombre. ¿Es seguro escribir aquí ahora?
    .plain = Soy un robot. Yo no guardo nada. Su celular puede guardarlo. ¿Es seguro ahora?
    .sms = Soy un robot. No guardo lo que usted escribe, pero su celular puede guardarlo. No tiene que dar su nombre. ¿Es seguro mandar mensajes ahora?

exit_taught = Cuando quiera que esto no se vea, mande "{ $exit }", y para volver, mande "{ $return }".

greet = Hola. ¿Qué quiere saber? Puede escribirlo con sus propias palabras. También puede escoger de la lista.
    .plain = Hola. Escriba lo que quiere saber.

menu = Puede preguntar por doctores, costos, papeles, o quién se entera de lo que usted dice. También por el trabajo, un abogado, comida o un lugar para dormir. Escoja uno, o escríbalo con sus palabras.
    .title = Ver los temas
    .plain = Escoja uno de la lista. O escriba su propia pregunta.

did_you_mean = No estoy seguro de haber entendido. ¿Es algo de esto? También puede decirlo con otras palabras.

unsure_twice = Todavía no le entiendo. Soy un robot, y la falla es mía, no suya. ¿Quiere que una persona le escriba aquí?

out_of_scope = Con eso no le puedo ayudar. Le puedo hablar de doctores, costos, papeles y sus derechos. También puede pedir hablar con una persona.
    .plain = Con eso no le puedo ayudar. Le puedo hablar de doctores, costos y papeles.

thanks_bye = De nada. Escriba otra vez cuando quiera. Borre esto solo si es seguro para usted.

repeat_nothing = Todavía no hay nada que repetir. Pregúnteme lo que quiera saber.

no_more = Es todo lo que sé de esto. Pregúnteme otra cosa, o pida hablar con una persona.

affirm = Muy bien. ¿Qué quiere saber?

deny = Está bien, lo dejamos. Puede preguntar otra cosa cuando quiera.

safe_yes = Gracias. Pregúnteme lo que quiera saber. Puede parar en cualquier momento.

safe_no = Está bien. Cierre esta página. Vuelva cuando quiera.
    .sms = Está bien. Borre esto. Escriba otra vez cuando quiera.

privacy = No guardo nada de lo que usted me escribe. No tiene que dar su nombre. No somos policía ni migración. Su celular, su navegador y su compañía de teléfono pueden guardar un registro. Si pide hablar con una persona, lo que escriba se guarda bajo llave hasta que termine esa conversación. Después se borra.
    .title = ¿Esto es privado?
    .more = Ningún celular ni chat es secreto del todo. Los mensajes se quedan en el celular, y puede haber copias en otros lados. Después de que borramos un mensaje, el servicio de textos puede guardar las palabras hasta 30 días y el número hasta 120 días. La persona que le ayuda no ve su número. Contamos cuántas personas escriben, pero no quiénes son. Esto es gratis, pero su plan puede cobrarle los textos. No escriba nombres ni calles. Use otro celular si alguien le revisa el suyo.
    .plain = No guardo nada de lo que escribe. No soy policía. Su celular puede guardar estos mensajes. No tiene que dar su nombre.

bot = Soy un robot, no una persona. Esta línea es de un grupo que ayuda a la gente. No somos policía ni migración. Le puedo decir sus derechos cuando necesita un doctor. Me puedo equivocar, y no puedo mandar ayuda. Si usted lo pide, una persona le escribe aquí.
    .title = ¿Quién contesta?
    .more = Mis respuestas las escribieron personas. Yo busco la que va con lo que usted dice. No puedo decirle qué enfermedad tiene. No puedo ver su caso. No reporto a nadie. Para eso, o si quiere hablar, pida una persona.
    .plain = Soy un robot. No soy policía. Le digo sus derechos. Puede pedir hablar con una persona.

language_menu = ¿Qué idioma quiere?
    .title = Otro idioma

language_set = Muy bien. Le voy a escribir en español.

exit = Bueno, gracias. Hasta luego.
    .title = Terminar

media = No puedo recibir fotos, audios ni archivos. ¿Me lo puede escribir con palabras?

no_choice = Ese número no está en las opciones. Escoja de la última lista, o escríbalo con sus propias palabras.

degraded = Por ahora no puedo leer lo que me escriben. Escoja una de las opciones de abajo. Una de ellas es una persona. Si hay peligro, llame al 911.

trouble = Esta línea no funciona en este momento. Si hay peligro, llame al 911. Línea de ayuda gratis, de día y de noche: 1-888-373-7888. Pruebe aquí otra vez más tarde.

slow_down = Llegaron demasiados mensajes juntos. Espere un minuto y escriba otra vez. Si hay peligro, llame al 911.

carrier_help = Esta es una línea de textos para preguntas. Mande su pregunta aquí. Su plan puede cobrar mensajes y datos. Para no recibir más mensajes, responda STOP.

danger_now = Llame al 911 ya si puede. Si no puede hablar, mande un texto al 911. Ponga su dirección y "need police" (policía) o "need ambulance" (ambulancia). Sirve en muchos lugares, no en todos. Si falla, llame y no cuelgue, aunque no hable. Salga de ahí si puede sin peligro. Yo no puedo mandar a nadie. ¿Quiere que una persona le escriba aquí?
    .title = Peligro ahora
    .more = El 911 manda policía o ambulancia. Primero diga el lugar exacto. Diga su idioma en inglés, como "Spanish". Un celular sin plan puede llamar al 911, pero quizás no pueda mandarle textos. Con un texto, el 911 puede no ver dónde está usted. Si no puede hablar, deje la llamada abierta, o marque las teclas que le pidan. Cuando esté más a salvo, llame a la línea de ayuda gratis 1-888-373-7888. Borre mensajes solo si es seguro.
    .plain = Llame al 911 ya. ¿No puede hablar? Mande un texto al 911 con su dirección y "need police" (policía). Salga si puede sin peligro. ¿Quiere que una persona le escriba aquí?

self_harm = Gracias por contármelo. Llame o mande un texto al 988 ahora. Es gratis, día y noche. Los textos son en inglés y español. Para otros idiomas, llame y diga cuál. Si se tomó algo o tiene heridas, llame al 911. No tiene que cargar con esto a solas. ¿Quiere que una persona le escriba aquí?
    .title = Me siento muy mal
    .more = El 988 es para cualquier edad. No tiene que dar su nombre. Puede decir: "No quiero vivir" ("I do not want to live") o "Me da miedo lo que pueda hacer" ("I am scared of what I may do"). Para español, marque 2, o mande AYUDA al 988. En 988lifeline.org hay chat, y video para personas sordas. La mayoría de las veces solo se habla. Si una vida está en peligro en ese momento, pueden mandar ayuda. También puede mandar HOME al 741741.
    .plain = Gracias por contármelo. Llame o mande un texto al 988, gratis, a cualquier hora. ¿Heridas, o tomó pastillas? Llame al 911. ¿Quiere que una persona le escriba aquí?

being_watched = Bueno. Escriba cuando sea buen momento.
    .title = Mal momento
    .sms = Bueno. Mande un mensaje cuando sea buen momento.

# The cover: what is said when someone else may hold the phone. One dull story, the same in every line.
cover_first = Disculpe, número equivocado. Este número manda recordatorios de citas de un salón de belleza.

cover_again = Este número solo manda recordatorios del salón de belleza. No puede contestar mensajes.

cover_question = Este número es para recordar citas del salón de belleza. Usted no está en la lista, no hace falta que conteste.

cover_danger = Eso suena a emergencia. Llame o mande un texto al 911.

welcome_back = Hola otra vez. Siga cuando quiera.

answer_yes =
    .title = Sí

answer_no =
    .title = No

answer_not_safe =
    .title = Ahora no es seguro

answer_more =
    .title = Más

answer_person =
    .title = persona

answer_leave =
    .title = salir

answer_language =
    .title = idioma

answer_other =
    .title = más opciones

bot_speaks = Robot
