# Needs around care, and two kinds of writers who ask for someone else.

insurance_benefits = The rules changed on October 1, 2026, so ask before you apply or cancel. Some help is left, like emergency Medicaid, health centers, and WIC food if you are pregnant or have a small child. Many states still cover children and pregnant people. Full Medicaid and food stamps are now mostly for citizens and people with a green card. To check your state: free help line 1-888-373-7888.
    .title = Insurance and aid
    .more = You can say: "What can I get in this state with my papers?" A certification letter can still open some help, like cash and health care for a short time. If you are under 18, you do not have to help police to get a letter. If you have no papers, ask a lawyer before you apply, since Medicaid data can reach immigration officers. Citizens keep the usual rules, but Medicaid work rules are due in many states in 2027. For insurance, call 1-800-318-2596. For food today, call 211.
    .plain = The rules changed in October 2026. Ask before you apply or cancel. Some help is left, most of all for children and pregnancy.

housing_shelter = Free help line 1-888-373-7888: a trained person can look for a safe place, day or night. You can also text 233733. For food, clothes, a bed or bus fare, call 211. If you are young, call or text 1-800-786-2929. I can't promise a bed, but you decide where to go. If you are in danger now, call 911.
    .title = Shelter and food
    .more = If a partner hurts you, call 1-800-799-7233 or text START to 88788. Some of those shelters take other people who were hurt, too. You can say: "Do you ask about papers? Who will know that I am here?" Many shelters do not ask about papers. The rules are in court now and differ by state, so ask before you give details. Some shelters may not share who you are without your written yes, except when the law says so. A good shelter does not make you talk to police.
    .plain = Need a safe place? Free help line 1-888-373-7888, day or night. Need food or a bed? Call 211. In danger now? Call 911.

provider_info = See the person alone, with a trained interpreter, and let them decide. Thank you for asking. Never let the person who came with them interpret. Before you ask anything, say what you would have to report, and aim for trust, not for the whole story. Do not confront the person who came with them. For advice, call the free help line 1-888-373-7888.
    .title = For nurses, teachers
    .more = You can say: "We see every patient alone for part of the visit." Offer care whatever the answer is. Give no printed pages they did not ask for. Write down their own words, in a place others can't open online. Reports for adults differ by state; ask your social worker. Under 18, report as your state says. Free help line 1-888-373-7888: call with no patient details, and ask what they share before you name anyone. For a child: 1-800-422-4453. After forced sex: 1-800-656-4673. Danger now: 911. PEARR is a free guide.
    .plain = See the person alone. Use a trained interpreter. Let them decide. For advice: free help line 1-888-373-7888. Danger now: 911.

report_tip = If someone is in danger now, call 911. If not, tell the free help line what you saw, where and when: 1-888-373-7888. You do not have to give your name. Do not step in, and do not warn anyone; that could put people in danger. This line does not report for you.
    .title = Report something
    .more = Write down the place, the time and what you saw, if that is safe. You can say: "I want to stay unnamed. What do you share, and with whom?" The help line may share what you tell with police. For a child, call 1-800-843-5678 or 1-800-422-4453. You can also tell the FBI at tips.fbi.gov. The number 1-866-347-2423 is part of ICE, which also makes immigration arrests, so a call there may put people without papers at risk. For unpaid or unsafe work with no force: 1-866-487-9243.
    .plain = In danger now: call 911. If not, call the free help line 1-888-373-7888 and say what you saw. Do not step in yourself.
