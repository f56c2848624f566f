# La consola de quienes atienden. Solo la lee el equipo; aun así, en palabras sencillas. Todas las claves empiezan con desk_.

# Everywhere
desk_skip = Ir al contenido
desk_demo = Esto es una demostración en una sola computadora. Las personas y la compañía de teléfono son inventadas.
desk_sign_out = Cerrar sesión
desk_idle_soon = ¿Sigue ahí? La sesión se cierra en dos minutos. Presione una tecla o toque la página para quedarse.
desk_offline = Se perdió la conexión. Se intenta de nuevo. Lo que ve puede ser viejo.
desk_back_to_line = Volver a la fila
desk_cancel = Cancelar
desk_code_label = Código

# Sign-in
desk_sign_in_heading = Entrada del equipo
desk_name_label = Nombre
desk_password_label = Contraseña
desk_sign_in_code_hint = Seis dígitos de su aplicación, o uno de sus códigos de recuperación.
desk_sign_in_button = Entrar
desk_sign_in_wrong = El nombre, la contraseña o el código no es correcto. Cada código sirve una vez: si lo acaba de usar, espere el siguiente.
# $wait (number): seconds.
desk_sign_in_wait = Demasiados intentos. Espere { $wait ->
    [one] un segundo
   *[other] { $wait } segundos
 } y pruebe otra vez. Su cuenta no está bloqueada.
desk_signed_out = Cerró la sesión.
desk_session_over = Su sesión terminó. Entre de nuevo. Si tenía conversaciones abiertas, esas personas están otra vez en la fila.
desk_demo_heading = Demostración
desk_demo_sign_in = Entre con estos datos. El código cambia: recargue la página para ver uno nuevo.

# Enrolment
desk_enrol_heading = Prepare su cuenta
# $name (text): the staff member's own name.
desk_enrol_intro = Es para { $name }. El enlace sirve una sola vez.
desk_enrol_step_password = Elija una contraseña
desk_enrol_password_hint = Al menos 8 caracteres. Varias palabras seguidas están bien. Puede usar cualquier letra o signo.
desk_enrol_again_label = La misma contraseña otra vez
desk_enrol_step_app = Agregue la línea a su aplicación de códigos
desk_enrol_app_hint = Escanee esta imagen con una aplicación que dé códigos de entrada. ¿Está en ese mismo teléfono? Copie la clave en la aplicación.
desk_enrol_picture = Imagen para su aplicación de códigos
desk_enrol_key_label = Clave
desk_enrol_step_code = Escriba el código que muestra la aplicación
desk_enrol_button = Terminar
desk_enrol_differ = Las dos contraseñas no son iguales.
desk_enrol_password_short = Use al menos 8 caracteres.
desk_enrol_password_long = Use 256 caracteres como máximo.
desk_enrol_password_common = Es una de las contraseñas que se adivinan primero. Elija otra.
desk_enrol_password_name = No use su propio nombre.
desk_enrol_wrong_code = Este código no coincide. Espere el siguiente y escríbalo. ¿Está bien la hora del teléfono?
desk_enrol_gone_heading = Este enlace ya no sirve
desk_enrol_gone = Ya se usó, o tiene más de tres días. Pida uno nuevo a quien se lo dio.
desk_enrolled_heading = Sus códigos de recuperación
desk_enrolled_once = Los ve una sola vez, ahora. Cada uno le deja entrar una vez si pierde el teléfono.
desk_enrolled_keep = Escríbalos o imprímalos. Guárdelos con sus otros papeles, no en el teléfono.
desk_enrolled_go = Ya los guardé. Ir a la entrada

# Open talks
desk_tabs_label = Fila y conversaciones abiertas
desk_tab_line = Fila de espera
# $count (number): people who wait.
desk_tab_waiting = { $count ->
    [one] 1 espera
   *[other] { $count } esperan
 }
# $number (text): two digits that tell open talks apart.
desk_tab_talk = Conversación { $number }
desk_tab_unanswered = nuevo

# The waiting line
desk_line_heading = Fila de espera
# $count (number): people who wait.
desk_line_count = { $count ->
    [0] Nadie espera.
    [one] Espera una persona.
   *[other] Esperan { $count } personas.
 }
desk_line_empty = Hay calma. Las personas nuevas aparecen aquí solas.
desk_line_off_duty = Usted está fuera de turno. Empiece el turno para atender.
desk_line_look_only = Su cuenta puede ver la fila, pero no atender.
desk_next = Siguiente persona
desk_next_hint = La primera que habla uno de sus idiomas
# $number (text): two digits that tell people apart.
desk_person = Persona { $number }
desk_take = Atender
desk_take_label = Atender a la persona { $number }
desk_urgency_1 = Ahora
desk_urgency_2 = Pronto
desk_urgency_3 = Por turno
desk_reason_asked = Pidió una persona
desk_reason_danger = En peligro ahora
desk_reason_self_harm = Puede hacerse daño
desk_reason_silent_alarm = Alarma silenciosa: no nombre el servicio, espere a que escriba
desk_reason_minor = Puede ser menor de 18
desk_reason_stuck = El robot no entendió
desk_channel_sms = Mensaje de texto
desk_channel_web = Página web
desk_fact_topics = Preguntó por
desk_fact_bot_said = El robot dijo
desk_fact_safe = Puede escribir sin riesgo
desk_fact_safe_yes = Dijo que sí
desk_fact_safe_no = Dijo que no
desk_still_there = Sigue ahí
# $time (text): a length of time, as below.
desk_waited = Ha esperado { $time }
desk_silent = Sin escribir desde hace { $time }
desk_time_moment = menos de un minuto
# $minutes (number)
desk_time_minutes = { $minutes } min
# $hours (number), $minutes (number)
desk_time_hours = { $hours } h { $minutes } min
desk_nobody_fits = Nadie de la fila habla sus idiomas. De todos modos puede atender a cualquiera de la lista.
desk_not_waiting = Esta persona ya no espera. Otra persona la atiende, o se fue.
desk_full = Tiene tantas conversaciones como eligió. Termine o devuelva una, o elija un número más alto.
desk_not_on_duty = Usted está fuera de turno. Primero empiece el turno y después atienda.

# Idiomas de las personas, por su código en flows/languages.yml
desk_language_en = inglés
desk_language_es = español
desk_language_pt = portugués
desk_language_fr = francés
desk_language_zh = chino
desk_language_tl = tagalo
desk_language_vi = vietnamita
desk_language_ar = árabe
desk_language_ru = ruso
desk_language_ko = coreano
desk_language_ht = criollo haitiano
desk_language_hi = hindi

# Duty
desk_duty_heading = Turno
# $alias (text): the name people see.
desk_duty_on = Está de turno como { $alias }.
desk_duty_off = Está fuera de turno.
# $most (number): talks at once.
desk_duty_most_now = { $most ->
    [one] Una conversación a la vez.
   *[other] Hasta { $most } conversaciones a la vez.
 }
desk_duty_start = Empezar turno
desk_duty_stop = Terminar turno
desk_duty_change = Cambiar
desk_duty_save = Guardar
desk_duty_alias_label = Nombre que ven las personas
desk_duty_alias_hint = Llega a sus teléfonos. No tiene que ser el suyo.
desk_duty_languages = Idiomas que habla
desk_duty_most_label = Conversaciones a la vez, como máximo
desk_duty_alias_problem = Use de 1 a 30 letras para el nombre que ven las personas. Sin dígitos ni signos.
desk_duty_language_problem = Elija al menos un idioma que hable.
desk_duty_most_problem = Elija de 1 a 6 conversaciones a la vez.
desk_reader_language_label = Idioma de esta consola
desk_reader_language_button = Cambiar idioma

# Leaving with open talks
# $count (number): open talks.
desk_leaving_heading = { $count ->
    [one] Tiene una conversación abierta
   *[other] Tiene { $count } conversaciones abiertas
 }
desk_leaving_body = Si las devuelve a la fila, esas personas conservan su lugar. El robot les avisa una vez y responde mientras tanto.
desk_leaving_back = Devolver y terminar el turno
desk_leaving_keep = Seguir en estas conversaciones sin atender a nadie más
desk_leaving_sign_out = Devolver y cerrar sesión

# A talk
# $number (text): two digits that tell open talks apart.
desk_talk_heading = Conversación { $number }
desk_talk_log = Lo que se dijo
desk_author_person = Persona
desk_author_bot = Robot
desk_author_note = Nota privada
desk_event_joined = Entró { $alias }. La persona recibió el aviso.
desk_event_back_in_line = La conversación volvió a la fila. La persona recibió el aviso.
desk_event_advocate_changed = Ahora atiende alguien más del equipo. La persona recibió el aviso.
desk_event_bot_is_back = El robot responde otra vez. La persona recibió el aviso.
desk_event_other = La línea le avisó a la persona lo que cambió.
desk_sending_queued = Por salir
desk_sending_held = Retenido: el tiempo de respuesta estaba cerrado
desk_sending_sending = Enviándose
desk_sending_sent = Enviado
desk_sending_delivered = Entregado
desk_sending_failed = No se entregó
desk_sending_blocked = Paró los mensajes: no se le puede enviar nada
desk_sending_unsure = No se sabe si salió
desk_send_again = Enviar ahora
desk_window_label = Tiempo de respuesta
desk_window_open_hint = Los mensajes salen solo durante este tiempo después del último de la persona.
desk_window_closed = Tiempo de respuesta cerrado: lo que envíe queda retenido hasta que la persona escriba otra vez.
desk_say_label = Escriba a la persona
desk_say_button = Enviar
desk_say_hint = Ctrl + Intro envía.
desk_say_texts = Mensajes
desk_say_write = Escribir
desk_say_stop_writing = Dejar de escribir y ver lo nuevo
desk_say_offline = No se envió: no hay conexión. Sigue aquí; pruebe otra vez.
desk_note_heading = Nota privada
desk_note_label = Para usted y para quien atienda después. La persona nunca la ve.
desk_note_button = Guardar nota
desk_hand_back = Devolver
desk_end = Terminar
desk_text_empty = Todavía no hay nada que enviar.
desk_text_long = Es demasiado largo. Envíelo en dos partes; en una caben 1,600 caracteres.
desk_not_sent_heading = Esto no se envió
desk_not_sent_text = Lo que escribió

# Handing back and ending
desk_hand_back_heading = ¿Devolver esta conversación a la fila?
desk_hand_back_body = La persona vuelve a su lugar y recibe un solo aviso. El robot responde mientras tanto. Quien atienda después ve lo que se dijo.
desk_hand_back_note = Nota para quien atienda después (si quiere)
desk_hand_back_button = Devolver
desk_end_heading = ¿Terminar esta conversación?
desk_end_body = Termina para los dos, ahora. Se borra todo lo que se dijo y la manera de llegar a la persona. No se puede deshacer.
desk_end_silent = No se le envía nada más a la persona. ¿Ya se despidió?
desk_end_button = Terminar y borrar
desk_ended_heading = La conversación terminó
desk_left_heading = La persona se fue. No se guarda nada.
desk_left_heading_held = La persona se fue.
desk_left_body = La terminó de su lado. Aquí no hay nada más que hacer.
desk_held_nothing = Comprobado ahora: no se guarda nada de esta conversación. Ni palabras, ni notas, ni manera de llegar a la persona.
# $count (number): entries still held.
desk_held_something = Comprobado ahora: todavía se { $count ->
    [one] encontró una entrada
   *[other] encontraron { $count } entradas
 } de esta conversación. Avise a su supervisor; caduca sola.

# Problems
desk_not_yours_heading = Esta conversación no es suya
desk_not_yours = Volvió a la fila, o la tiene alguien más del equipo. Si la persona espera, puede atenderla desde la fila.
desk_gone_unsent = La persona se fue antes de poder enviarlo. No se guarda nada.
desk_refused_heading = No se pudo
desk_refused = No se pudo hacer. Vuelva a la fila y pruebe otra vez.
desk_denied_heading = Esta cuenta no puede
desk_denied = Su cuenta no puede hacer esto. Si lo necesita para su trabajo, pídalo a su supervisor.
desk_not_found_heading = Aquí no hay nada
desk_not_found = Esta página no existe. Vuelva a la fila.
desk_stale_heading = La página era demasiado vieja
desk_stale = Por seguridad no se hizo nada. Regrese, recargue la página y pruebe otra vez.
desk_busy_heading = Un momento
desk_busy = Justo ahora se atiende otro mensaje de esta conversación. Espere unos segundos y pruebe otra vez.
desk_down_heading = No se puede llegar a la línea
desk_down = La consola no puede llegar a su memoria en este momento. Por esperar no se pierde nada. Pruebe en un minuto; si sigue así, avise a quien administra.
desk_database_down = No se puede llegar a las cuentas del equipo en este momento. Pruebe en un minuto; si sigue así, avise a quien administra.
desk_sealed_heading = Esto no se puede abrir
desk_sealed = Se cerró con una llave que este servidor ya no tiene. Avise a quien administra que falta una llave en SECRET_KEYS.
