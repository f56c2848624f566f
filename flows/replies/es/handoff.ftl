# From asking for a person to the end of that talk. Spanish of the Americas, "usted".

# $ahead (number): people waiting before this one. $minutes (number): from the line's own recent times.
in_line =
    { $ahead ->
        [0] No hay nadie antes de usted. En cuanto una persona quede libre, le escribe.
        [one] Hay una persona antes de usted. Su lugar no se pierde.
       *[other] Hay { $ahead } personas antes de usted. Su lugar no se pierde.
    }
    .time =
        { $minutes ->
            [one] Muchas veces tarda como un minuto.
           *[other] Muchas veces tarda unos { $minutes } minutos.
        }

kept_notice = Desde ahora, lo que escriba se guarda bajo llave hasta que termine esta conversación. Así no tiene que decirlo dos veces. Después se borra.
    .plain = Guardamos lo que escribe hasta que termine la conversación. Está bajo llave. Después se borra.

limits_notice = Si alguien lastima a un niño, o si alguien puede morir pronto, la persona puede tener la obligación de actuar. Las reglas cambian según el estado. Pregúntele primero qué tiene que contar a otros.
    .plain = Si lastiman a un niño o alguien puede morir, la persona puede tener que actuar. Pregúntele primero.

keep_asking = Mientras espera, me puede seguir preguntando. Yo todavía soy el robot.

still_in_line = Usted sigue en la fila. Una persona le escribe aquí cuando quede libre.

# $alias (text): the name that the person on duty goes by.
joined = Ya hay una persona aquí. Le puede decir { $alias }.

human_no = Está bien. Aquí sigo. Puede pedir una persona cuando quiera.

# When nobody is on duty and the opening hours are not known.
nobody_yet = En este momento no hay nadie atendiendo. La primera persona que llegue verá que usted espera. Para hablar con alguien ya, de día o de noche, llame a la línea de ayuda gratis 1-888-373-7888.

# $hours (text): when people are on duty.
nobody_on_duty = En este momento no hay ninguna persona aquí. Atienden personas en este horario: { $hours }. Para hablar con alguien ya, de día o de noche, llame a la línea de ayuda gratis 1-888-373-7888. Si hay peligro, llame al 911. Yo sigo aquí y puedo contestar preguntas.
    .plain = Ahora no hay nadie. Vuelva en este horario: { $hours }. Línea de ayuda gratis, a cualquier hora: 1-888-373-7888. Si hay peligro, llame al 911.

advocate_changed = Ahora le escribe otra persona. ¿Todavía es seguro escribir?

back_in_line = La persona se tuvo que ir. No es por usted. Está otra vez en la fila, en el mismo lugar de antes.

bot_is_back = Está otra vez con el robot. Pregúnteme, o pida una persona.

ended = Esta conversación terminó. Aquí ya se borró lo que usted escribió. Escriba otra vez cuando quiera.

left_line = Usted ya no está en la fila. Aquí ya se borró lo que escribió. Puede pedir una persona otra vez cuando quiera.
