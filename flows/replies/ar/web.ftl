# The chat page in Arabic. Titles and labels stay neutral: someone may see the screen.
# A left-to-right mark (U+200E, not visible) stands before every number with dashes.

page_title = الرسائل

leave = خروج

leave_label = الخروج من هذه الصفحة الآن، زر الأمان

start_heading = أسئلتك هنا

start_what = يمكنك السؤال عن زيارة الطبيب والتكلفة والأوراق وحقوقك. يجيبك برنامج آلي فورا. ويمكن أن ينضم شخص إذا طلبت. لا حاجة إلى اسمك.

start_leave_does = زر "خروج" يغلق هذه الصفحة فورا ويعرض موقعا آخر. وينهي كل شيء هنا. لكنه لا يمحو سجل المتصفح. ولا يقدر على وقف برنامج يتجسس على هذا الهاتف أو الكمبيوتر. وحذف السجل كله قد يبدو غريبا أيضا. إن كان أحد يراقب استعمالك لهذا الجهاز، فالأفضل جهاز آخر إن أمكن.

start_shift = يمكنك أيضا الخروج بضغط زر Shift ثلاث مرات.

start_language = اختيار لغتك

start_button = بدء

composer_label = الكتابة هنا

send = إرسال

choices_label = الاختيارات

state_bot = يجيبك برنامج آلي.

# $ahead (number): people waiting before this one.
state_waiting =
    { $ahead ->
        [zero] دورك هو التالي.
        [one] أمامك في الانتظار شخص واحد.
        [two] أمامك في الانتظار شخصان.
        [few] أمامك في الانتظار { $ahead } أشخاص.
        [many] أمامك في الانتظار { $ahead } شخصا.
       *[other] أمامك في الانتظار { $ahead } شخص.
    }

# $alias (text): the name that the person on duty goes by.
state_joined = معك هنا { $alias }. هذا إنسان وليس برنامجا.

state_ended = انتهى الحديث. محوناه من هنا.

state_closed = لا يوجد شخص هنا الآن. البرنامج الآلي ما زال يجيب.

typing = يكتب الآن...

you = أنت

machine = البرنامج الآلي

person = شخص حقيقي

error_heading = حدث خطأ

error_body = يمكنك المحاولة من جديد. عند الخطر، الرجاء الاتصال بالرقم 911. ويمكنك الاتصال بخط المساعدة المجاني، ليل نهار: ‎1-888-373-7888.

empty_after_leave = هذه الصفحة فارغة. يمكنك البدء من جديد.

offline = لا يوجد اتصال الآن. لا يمكن إرسال شيء ولا استقبال شيء.

reconnecting = نعيد الاتصال...

# $minutes (number): minutes until the page ends because nothing was written.
session_soon =
    { $minutes ->
        [zero] ستغلق هذه الصفحة بعد أقل من دقيقة، ويمحى ما فيها. هل يلزمك وقت أكثر؟
        [one] ستغلق هذه الصفحة بعد دقيقة واحدة، ويمحى ما فيها. هل يلزمك وقت أكثر؟
        [two] ستغلق هذه الصفحة بعد دقيقتين، ويمحى ما فيها. هل يلزمك وقت أكثر؟
        [few] ستغلق هذه الصفحة بعد { $minutes } دقائق، ويمحى ما فيها. هل يلزمك وقت أكثر؟
        [many] ستغلق هذه الصفحة بعد { $minutes } دقيقة، ويمحى ما فيها. هل يلزمك وقت أكثر؟
       *[other] ستغلق هذه الصفحة بعد { $minutes } دقيقة، ويمحى ما فيها. هل يلزمك وقت أكثر؟
    }

session_stay = إبقاء الصفحة مفتوحة

new_start = البدء من جديد

noscript_refresh = عرض الرسائل الجديدة

loading = لحظة من فضلك...
