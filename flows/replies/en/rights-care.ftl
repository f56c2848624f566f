# Care: what a person has a right to at a hospital, a clinic or a pharmacy.
# Core = the answer · .more = exceptions, words for the desk, where to turn · .plain = the same, simpler · .title = menu label (20 characters)

emergency_care = In an emergency, go to any hospital emergency room or call 911. By law, nearly every emergency room must check you and treat the emergency. This is so even with no money, no papers and no insurance. The law does not ask for ID. A bill may come later, and you can ask for help with it. Labor and pregnancy emergencies count too.
    .title = Emergency care
    .more = You can say: "I need emergency care. I need an interpreter. I want to talk alone." They may ask your name and address, but that must not slow your care. You can say no to a test or a treatment. The law covers the emergency, until you are stable. It does not cover a doctor's office. Which treatments they offer can differ by state. An ambulance can cost money too. If they send you away, go to another emergency room now. You can complain later at cms.gov.
    .plain = Go to a hospital emergency room or call 911. By law, nearly all must check you, even with no money and no papers.

sexual_assault_care = I am sorry this happened; it was not your fault, and you can get care at an emergency room. Ask for medicine against HIV: it must start within 72 hours, and sooner is better. Pills to prevent pregnancy work best in the first 3 days. You do not have to talk to police to get the exam. By law the exam should cost you nothing. If someone choked you, get checked now, even with no marks.
    .title = Care after an attack
    .more = You can say: "I want a SANE nurse and an advocate." SANE means a nurse trained for this. You can say no to any part. You can go even if you washed or days have passed. Ask first what they must report; it differs by state. If you are under 18, they most often must. Other care may cost money, so ask before they bill you. A state fund for people hurt by crime may pay. If they do not give pills to prevent pregnancy, a pharmacy sells a kind that needs no ID. Free help line, day and night: 1-800-656-4673.
    .plain = It was not your fault. Go to an emergency room soon. Ask for medicine against HIV. It must start within 72 hours. You do not have to talk to police.

reproductive_health = You can get care for pregnancy, birth control and infections at a low-cost clinic. Health centers set the price by your income. With heavy bleeding, strong pain, fever or fainting, go to an emergency room or call 911. No boss or partner has the right to decide for you. The law on ending a pregnancy differs by state and can change fast.
    .title = Pregnancy, STI care
    .more = In labor or a pregnancy emergency, nearly every emergency room must check and treat you by law. What they may do can differ by state. Danger signs, also in the year after birth: a bad headache, trouble seeing or breathing, chest pain, swelling, or a baby who moves less. You can say: "What is the price with the sliding fee?" Find a clinic at findahealthcenter.hrsa.gov. To ask about ending a pregnancy in your state, call 1-800-772-9100 from a safer phone. Very low mood with a baby: call or text 1-833-852-6262.
    .plain = A clinic can help with pregnancy, birth control and infections. Heavy bleeding, strong pain, fever or fainting? Go to an emergency room or call 911.

mental_health = You can talk to someone free right now: call or text 988, day or night. You do not need to say your name, and any age is fine. What you feel makes sense after a hard time. Fear, bad sleep and feeling numb are common, and they can get better. Many health centers offer talk care at a price that fits your income.
    .title = Stress and sleep
    .more = Texts to 988 work in English and Spanish. On the phone you can ask for other languages. If you are pregnant or have a baby, call or text 1-833-852-6262. For a place that gives longer care, call 1-800-662-4357, free. What you tell a counselor is private, with limits that differ by state. You can say: "What do you have to tell others?" They may act if a child is being hurt or a life is in danger. If you like to text, send HOME to 741741.
    .plain = Call or text 988, free, day or night. You need not say your name. What you feel makes sense. It can get better.

substance_use = If someone will not wake up or breathes badly, call 911 now and give naloxone. Lay them on their side and stay with them. Naloxone is a nose spray that pharmacies sell with no prescription. Do not stop alcohol, or pills for sleep or nerves, all at once; that can kill. A doctor can make stopping safer. You deserve care, also if someone made you use.
    .title = Drugs and alcohol
    .more = Give a second dose of naloxone after 2 to 3 minutes if they do not wake. Most states protect you from some drug charges when you call 911, but not from all. Life comes first. You can say: "I want to stop. I am afraid to get sick." To find treatment, call 1-800-662-4357; it is free, and no name is needed. For pills or poison, when the person is awake: 1-800-222-1222. If you are pregnant, ask first what they must report; it differs by state. If you have no papers, ask a lawyer before you tell an officer about drugs.
    .plain = Will not wake up or breathes badly? Call 911 and give naloxone. Do not stop alcohol, or pills for sleep or nerves, all at once. A doctor can help.

primary_care = For chest pain, trouble breathing or heavy bleeding, call 911. Call also for sudden weakness, a seizure, a bad head injury, or a swollen face or throat. For other illness, a health center can see you. It sets the price by your income. I can't say what illness it is.
    .title = Feeling sick
    .more = You can say: "I feel sick. What is the cost with the sliding fee? What do I need to bring?" Many health centers have a dentist and medicine too. Find one at findahealthcenter.hrsa.gov, or call 211. If your medicine ran out, ask a pharmacist today; in many states they may give a few days. Some medicines are not safe to stop all at once. Fever in a baby under 3 months, or fever with a stiff neck, is an emergency. For poison or wrong pills, when the person is awake: 1-800-222-1222.
    .plain = Chest pain, trouble breathing or heavy bleeding? Call 911. For other illness, go to a health center. The price fits your income.

work_injury = If you are badly hurt, call 911 or go to an emergency room now. You do not need your boss to say yes. Tell the doctor that it happened at work. In most states the boss's insurance often has to pay, even if you have no papers. This differs by state, so ask a lawyer.
    .title = Hurt at work
    .more = Tell your boss in writing soon, if that is safe, and keep a photo of it. The time limit differs by state and can be days. You can say: "This happened at work. Write only about the injury." The doctor may send facts about the injury to the boss's insurance. For unsafe work, OSHA takes calls in any language: 1-800-321-6742. If you are punished for it, you have only 30 days to complain. For unpaid work, call 1-866-487-9243. These are government offices; if you fear about papers, ask a lawyer first.
    .plain = Badly hurt? Call 911 or go to an emergency room. Tell the doctor it happened at work. The boss's insurance often has to pay.

child_health = Your child can see a doctor, and most children can get shots and check-ups free or cheap. For blue lips, hard breathing, a seizure, or a child who will not wake up, call 911. Fever in a baby under 3 months is an emergency. A child born in the United States is a citizen, whatever the parents' papers. You can ask for insurance for the child only.
    .title = Care for my child
    .more = You can say: "I am applying for my child only." A parent who does not apply should not have to give their own status. But the family's address goes into the file, and such data can reach immigration officers. If someone at home has no papers, ask legal aid first. Which children can get insurance differs by state; the rules changed on October 1, 2026. For help, call 1-800-318-2596. Find a health center at findahealthcenter.hrsa.gov. For poison, when the child is awake: 1-800-222-1222.
    .plain = Your child can see a doctor. Most children get shots and check-ups free or cheap. Blue lips, hard breathing, or will not wake up? Call 911.

find_clinic = You can find a health center at findahealthcenter.hrsa.gov or by calling 211. Health centers set the price by your income. By law they may not turn you away because you can't pay. Call first and ask about cost, papers and an interpreter. In an emergency, go to an emergency room or call 911.
    .title = Find a clinic
    .more = You can say: "What is the cost with the sliding fee? What do I need to bring?" Rules on papers are in court now, and they differ by state and by clinic. You can ask about them before you give your name. Free clinics, and some hospital clinics, ask for less. Many health centers have a dentist, counseling and medicine too. I can't see where you are. If a clinic turns you away, a person can help you: free help line 1-888-373-7888.
    .plain = Find a clinic at findahealthcenter.hrsa.gov or call 211. The price fits your income. Call first and ask what you need to bring.

telehealth_mobile = You may be able to see a doctor by phone or video, or at a clinic that comes to you. Many health centers do this, at a price that fits your income. Call and ask: "Do you have phone visits? Do you have a mobile clinic?" Use a phone that no one checks, if you can. For chest pain, bad breathing or heavy bleeding, call 911.
    .title = Phone or van doctor
    .more = You can ask for a free interpreter on the phone too. Tell them the true state you are in; most doctors may treat only people in their own state. You can say: "I can only talk by phone. Please ask me yes or no questions." Say who is near you. Agree on a word that ends the call. Use headphones, or walk, if that is safe. Calls and links can show on the phone or on the bill. Find a health center at findahealthcenter.hrsa.gov, or call 211.
    .plain = A doctor may see you by phone or video. Some clinics come to you in a van. Call a health center and ask.

cost_of_care = You can often get care with little or no money. Health centers set the price by your income, and may not turn you away because you can't pay. Hospitals can often lower or cancel a bill if you ask for "financial assistance". By law, an emergency room must not make you wait to ask about money.
    .title = Cost of care
    .more = You can say: "I need the financial assistance form, and a bill that lists each item." Many hospitals must have such help; who gets it differs by hospital and state. If you have no insurance, ask for the price in writing before a visit. Do not ignore letters from a court. For questions on a bill, call 1-800-985-3059. Emergency Medicaid may pay for an emergency or a birth; with no papers, ask a lawyer before you sign up. A state fund for people hurt by crime may pay too.
    .plain = No money? Go to a health center. The price fits your income. At a hospital, ask for "financial assistance". It can lower the bill.

interpreter = You can ask for a free interpreter at a hospital or clinic. By law, nearly all of them must give you one. It does not have to be the person who came with you. Say: "Interpreter, please," and the name of your language. It can be on the phone or by video. Interpreters must keep your words private.
    .title = Interpreter
    .more = You can ask for another interpreter, or for one on the phone from far away. You can say: "I do not want my family or my boss to interpret." They may not make you bring one or pay for one. They should not use a child, except in an emergency until help comes. If you are deaf or hard of hearing, you can ask for a sign language interpreter. If they refuse, ask for the patient advocate. You can also complain, within 180 days: 1-800-368-1019.
    .plain = Ask for a free interpreter. Say: "Interpreter, please," and your language. It does not have to be the person who came with you.

see_alone = You can ask to see the nurse or doctor alone. You do not have to give a reason. Staff can make it look like a rule for everyone. You can ask at a test, near the toilet, or with a note. The interpreter can be on the phone. Only you know if it is safe to ask, and waiting is fine too.
    .title = See doctor alone
    .more = You can say: "I want to talk alone." Or: "I have a private question for the nurse." In a hospital you choose who visits you, and you can change your mind. In a clinic it is good practice, not always a rule. A person who came with you can't decide for an adult, unless a court or you gave them that power. If you are under 18, a parent may often stay; it differs by state. Danger now: 911. To plan it from a safer phone: free help line 1-888-373-7888.
    .plain = You can ask to see the nurse or doctor alone. Say: "I want to talk alone." No reason needed. If it is not safe now, you can wait.

consent_refuse = It is your body: you can say no, ask questions, or say stop at any time. Before they treat an adult, staff should explain it and get a yes. No boss or partner may sign for you if you can decide. You can still get other care. There are limits, like an emergency when you can't speak, or a court order.
    .title = Saying no
    .more = You can say: "Stop." "Explain, please." "I want another staff member here." You can ask for a woman or a man as your doctor or nurse; they often can, but not always. Ask for an interpreter if the words are not clear. You may leave a hospital; ask first what could happen, and ask for your medicine. Rules for people under 18 differ by state. If someone puts pressure on you, ask to be alone with the nurse. If staff did not listen, ask for the patient advocate.
    .plain = It is your body. You can say no. You can say stop. Ask them to explain. You can still get other care.

treated_badly = If you still need care, go to another emergency room now or call 911. That should not have happened to you. At a hospital, ask for the patient advocate. A complaint is free, and you do not need a lawyer. Write down the date, the place, and what was said. I can't promise what will come of it.
    .title = Treated badly
    .more = You can say: "I want to talk to the patient advocate. I want to make a complaint." A hospital must take complaints and answer in writing. If you got no interpreter, were treated worse for who you are, or your privacy was broken, call 1-800-368-1019 within 180 days. They need a name; you can ask them not to give it to the hospital. If an emergency room sent you away, you can complain at cms.gov with no name. Your state has a board for doctors and nurses. For a hospital, you can also call 1-800-994-6610.
    .plain = Still need care? Go to another emergency room or call 911. That should not happen. You can complain for free. Ask for the patient advocate.

minor_rights = In an emergency you can get care, and staff should not wait for a parent. You are not in trouble. What happened is not your fault. If someone hurts you, nurses, doctors and teachers most often must report it. So ask them first what they have to report. Other care without a parent differs by state.
    .title = I am under 18
    .more = In many states you can get some care alone, like tests for infections. You can say: "Can I do this without my parents? Who will see it?" Insurance letters and online records can show a visit to a parent, so ask staff about that. If an adult hurts you, call or text 1-800-422-4453. If you ran away or want to, call or text 1-800-786-2929. For LGBTQ+ youth: 1-866-488-7386. For feeling very low at any age: call or text 988. All are free, day and night.
    .plain = You are not in trouble. It is not your fault. In an emergency you can get care without a parent. Ask first: "What do you have to report?"
