# The chat page in Spanish of the Americas, "usted". Titles and labels stay neutral: someone may see the screen.

page_title = Mensajes

leave = Salir

leave_label = Salir de esta página ahora, botón de seguridad

start_heading = Pregunte aquí

start_what = Puede preguntar sobre ver a un doctor, costos, papeles y sus derechos. Un robot contesta enseguida. Si usted lo pide, una persona le escribe aquí. No tiene que dar su nombre.

start_leave_does = "Salir" cierra esta página de inmediato y muestra otro sitio. Aquí se termina todo. No borra el historial de su navegador. No puede parar una aplicación que espíe este celular o esta computadora. Si borra todo su historial, eso también puede verse raro. Si alguien revisa lo que usted hace aquí, use otro aparato si puede.

start_shift = También puede salir si oprime la tecla Shift tres veces.

start_language = Escoja su idioma

start_button = Empezar

composer_label = Escriba aquí

send = Enviar

choices_label = Opciones

state_bot = Contesta un robot.

# $ahead (number): people waiting before this one.
state_waiting =
    { $ahead ->
        [0] No hay nadie antes de usted en la fila.
        [one] Hay una persona antes de usted en la fila.
       *[other] Hay { $ahead } personas antes de usted en la fila.
    }

# $alias (text): the name that the person on duty goes by.
state_joined = { $alias } está aquí con usted. Es una persona.

state_ended = La conversación terminó. Aquí ya se borró.

state_closed = Ahora no hay ninguna persona. El robot sigue contestando.

typing = Escribiendo...

you = Usted

machine = El robot

person = Una persona

error_heading = Algo salió mal

error_body = Puede probar otra vez. Si hay peligro, llame al 911. También puede llamar a la línea de ayuda gratis, de día o de noche: 1-888-373-7888.

empty_after_leave = Esta página está vacía. Puede empezar otra vez.

offline = Ahora no hay conexión. No se puede enviar ni recibir nada.

reconnecting = Conectando otra vez...

# $minutes (number): minutes until the page ends because nothing was written.
session_soon =
    { $minutes ->
        [one] Esta página se cierra en un minuto, y lo que hay aquí se borra. ¿Necesita más tiempo?
       *[other] Esta página se cierra en { $minutes } minutos, y lo que hay aquí se borra. ¿Necesita más tiempo?
    }

session_stay = Dejarla abierta

new_start = Empezar otra vez

noscript_refresh = Ver mensajes nuevos

loading = Cargando...
