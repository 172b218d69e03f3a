"""Printed times of about 60 languages, written for this test: family by family, what a mirror may print.

Expected: local wall clock in the site's zone (or with its own offset), a day alone, or None where null is right.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from newscrawl.items import SiteFacts
from newscrawl.text.timestamps import read_timestamp

NOW = "2024-09-12T12:00+00:00"

FORMS = """
# "today" with its own clock, papers behind the clock
Heute, 08:30 Uhr | Archiv: 11.09.2019 | de | UTC | 2024-09-12T08:30
Today at 08:30 | Originally aired Sept 1, 2023 | en | UTC | 2024-09-12T08:30
Published 11 September 2024, corrected today at 08:30 | en | UTC | 2024-09-11
12/09/2024 10:30 A Tarde | pt | UTC | 2024-09-12T10:30
12/09/2024 10:30 La Tarde | es | UTC | 2024-09-12T10:30
12/09/2024 12:30 La Mañana | es | UTC | 2024-09-12T12:30
12/09/2024 10:30: Noche de lluvia | es | UTC | 2024-09-12T10:30
12/09/2024 12:30 Madrugada de terror | es | UTC | 2024-09-12T12:30
12.09.2024 10:30 Вечера поэзии | ru | UTC | 2024-09-12T10:30
12/09/2024 06:30 Trưa nay | vi | UTC | 2024-09-12T06:30
12 سبتمبر 2024 02:30 ظهر الرئيس | ar | UTC | 2024-09-12T02:30
12/09/2024 | 6 h 30 min de lecture | fr | UTC | 2024-09-12
Sep 12, 2024 6:07 PM | en | UTC | 2024-09-12T18:07
12 Sep 2024 6:07 p.m. | en | UTC | 2024-09-12T18:07
Sep 12, 2024 6:07 P.M. EDT | en | America/New_York | 2024-09-12T18:07
# told from now
3 dager siden | no | UTC | 2024-09-09
πριν 1 μέρα | el | UTC | 2024-09-11
pred eno uro | sl | UTC | 2024-09-12T11:00
гадзіну таму | be | UTC | 2024-09-12T11:00
ერთი საათის წინ | ka | UTC | 2024-09-12T11:00
մեկ ժամ առաջ | hy | UTC | 2024-09-12T11:00
గంట క్రితం | te | UTC | 2024-09-12T11:00
1 tund tagasi | et | UTC | 2024-09-12T11:00
5 मिनट पूर्व | hi | UTC | 2024-09-12T11:55
5 मिनिटे पूर्वी | mr | UTC | 2024-09-12T11:55
2 മണിക്കൂർ മുൻപ് | ml | UTC | 2024-09-12T10:00
2 घण्टा अगाडि | ne | UTC | 2024-09-12T10:00
cách đây 2 giờ | vi | UTC | 2024-09-12T10:00
2 oras na ang nakalipas | tl | UTC | 2024-09-12T10:00
orain dela 3 egun | eu | UTC | 2024-09-09
1 நாள் முன்பு | ta | UTC | 2024-09-11
# parts of the day, "today" beside a date
11 de septiembre de 2024 a las 9:30 de la mañana | es | America/Lima | 2024-09-11T09:30
11 de septiembre de 2024 a las 9:30 de la noche | es | America/Lima | 2024-09-11T21:30
11 de septiembre de 2024, 2:30 de la madrugada | es | America/Lima | 2024-09-11T02:30
11 सितंबर 2024, शाम 6:07 बजे | hi | Asia/Kolkata | 2024-09-11T18:07
11 सितंबर 2024, सुबह 6:07 बजे | hi | Asia/Kolkata | 2024-09-11T06:07
11 सितंबर 2024, दोपहर 12:07 बजे | hi | Asia/Kolkata | 2024-09-11T12:07
11 सितंबर 2024, रात 9:07 बजे | hi | Asia/Kolkata | 2024-09-11T21:07
ਸਤੰਬਰ 11, 2024 06:07 ਸ਼ਾਮ | pa | Asia/Kolkata | 2024-09-11T18:07
ਸਤੰਬਰ 11, 2024 ਸਵੇਰੇ 06:07 ਵਜੇ | pa | Asia/Kolkata | 2024-09-11T06:07
11 સપ્ટેમ્બર 2024, સાંજે 6:07 | gu | Asia/Kolkata | 2024-09-11T18:07
11 செப்டம்பர் 2024, இரவு 9:07 | ta | Asia/Kolkata | 2024-09-11T21:07
11 సెప్టెంబర్ 2024 రాత్రి 9:07 | te | Asia/Kolkata | 2024-09-11T21:07
11 സെപ്റ്റംബർ 2024, രാത്രി 9:07 | ml | Asia/Kolkata | 2024-09-11T21:07
11 സെപ്റ്റംബർ 2024, ഉച്ചയ്ക്ക് 1:07 | ml | Asia/Kolkata | 2024-09-11T13:07
11 سبتمبر 2024 الساعة 9:07 ليلا | ar | Asia/Riyadh | 2024-09-11T21:07
11 سبتمبر 2024 الساعة 4:07 عصراً | ar | Asia/Riyadh | 2024-09-11T16:07
11 سبتمبر 2024 الساعة 1:07 ظهراً | ar | Asia/Riyadh | 2024-09-11T13:07
11 سبتمبر 2024 الساعة 4:07 فجراً | ar | Asia/Riyadh | 2024-09-11T04:07
2024년 9월 11일 저녁 7시 5분 | ko | Asia/Seoul | 2024-09-11T19:05
2024년 9월 11일 새벽 2시 5분 | ko | Asia/Seoul | 2024-09-11T02:05
2024년 9월 11일 낮 1시 5분 | ko | Asia/Seoul | 2024-09-11T13:05
11 eylül 2024, öğleden sonra 3:07 | tr | Europe/Istanbul | 2024-09-11T15:07
11th September, 2024 06:07:PM | en | Africa/Lagos | 2024-09-11T18:07
quarta-feira, 11 set. 2024 18h07min | pt-br | America/Sao_Paulo | 2024-09-11T18:07
Publié le 11 septembre, 2024 / 18 h 07 min | fr | America/Toronto | 2024-09-11T18:07
11/09/2024 - 1h20min | pt-br | America/Sao_Paulo | 2024-09-11
11/09/2024 | 01:48 min | de | Europe/Berlin | 2024-09-11
11 de setembre del 2024. Actualitzat a les 18:07 h | ca | Europe/Madrid | 2024-09-11
आज तक ब्यूरो, नई दिल्ली, 11 सितंबर 2024, अपडेटेड 18:07 IST | hi | Asia/Kolkata | 2024-09-11
आज, 11 सितंबर 2024 18:07 | hi | Asia/Kolkata | 2024-09-11T18:07
Heute Journal 11.09.2024 18:07 | de | Europe/Berlin | 2024-09-11T18:07
heute, 12.09.2024 | de | Europe/Berlin | 2024-09-12
11 September 2024 18:07 Updated today 09:00 | en | Europe/London | 2024-09-11T18:07
Today 11 September 2024 | en | Europe/London | 2024-09-11
Yesterday, 18:07 11.09.2024 | en | Europe/London | 2024-09-11T18:07
Hoy 11/09/2024 a las 18:07 | es | Europe/Madrid | 2024-09-11T18:07
Diario Hoy | 11/09/2024 18:07 | es | Europe/Madrid | 2024-09-11T18:07
Hoy 11/09/2024 | es | Europe/Madrid | 2024-09-11
Radio Dabanga Today: 3 Sep 2024 | en | Africa/Khartoum | 2024-09-03
Сегодня 11 сентября 2024 | ru | Europe/Moscow | 2024-09-11
11 сентября 2024, 6:07 вечера | ru | Europe/Moscow | 2024-09-11T18:07
3 дня назад | ru | Europe/Moscow | 2024-09-09
11 settembre 2024, ore 6:07 del pomeriggio | it | Europe/Rome | 2024-09-11T18:07
11 सितंबर 2024 18:07 | आज तक | hi | Asia/Kolkata | 2024-09-11T18:07
# plain, English
11 September 2024 09:43 | en | Asia/Baku | 2024-09-11T09:43
19 March 2024, 16:19 | en | Asia/Baku | 2024-03-19T16:19
In Politics 3 May 2023 00:05 | en | Asia/Baku | 2023-05-03T00:05
September 11, 2024 | en | Asia/Baku | 2024-09-11
Sept. 11, 2024 at 4:05 p.m. | en | America/Chicago | 2024-09-11T16:05
Wednesday, 11th of September 2024 – 6:07pm | en | Australia/Sydney | 2024-09-11T18:07
11-Sep-2024 18:07 | en | Asia/Kolkata | 2024-09-11T18:07
11-Sep-24 | en | Asia/Kolkata | 2024-09-11
Sep 11 2024 06:07 PM | en | Asia/Karachi | 2024-09-11T18:07
11 Sep 2024 06:07pm IST | en | Asia/Kolkata | 2024-09-11T18:07
2024-09-11 18:07 | en | Asia/Manila | 2024-09-11T18:07
2024/09/11 18:07 | en | Asia/Tokyo | 2024-09-11T18:07
2024.09.11 18:07 | en | Asia/Seoul | 2024-09-11T18:07
Posted on September 11, 2024 by Ann Smith | en | America/Denver | 2024-09-11
By Ann Smith | September 11, 2024 | 12:01 AM | en | America/Denver | 2024-09-11T00:01
Ann Smith, Reuters Sep 11, 2024 12:30 PM | en | America/Denver | 2024-09-11T12:30
Ann Smith, VALLEY TODAY 8:42 a.m. EDT September 11, 2024 | en | America/New_York | 2024-09-11T08:42-04:00
Ann Smith, Valley Today 8:42 a.m. September 10, 2024 | en | America/New_York | 2024-09-10T08:42
REUTERS11 September 2024 18:07 | en | Asia/Baku | 2024-09-11T18:07
World News11 Sep 2024 18:07 | en | Asia/Baku | 2024-09-11T18:07
noon is no time, 11 Sep 2024 | en | Asia/Baku | 2024-09-11
Wed Sep 11 18:07:05 2024 | en | Asia/Baku | 2024-09-11T18:07:05
Wed Sep 11 18:07:05 UTC 2024 | en | Asia/Baku | 2024-09-11T18:07:05+00:00
Wed, 11 Sep 2024 18:07:05 GMT | en | Europe/London | 2024-09-11T18:07:05+00:00
Wed, 11 Sep 2024 18:07:05 +0400 | en | Asia/Baku | 2024-09-11T18:07:05
Wed Sep 11 2024 18:07:05 GMT+0400 (Azerbaijan Standard Time) | en | Asia/Baku | 2024-09-11T18:07:05
11 Sep 2024 18:07 (GMT -5) | en | America/Bogota | 2024-09-11T18:07
18:07 GMT+3, 11 September 2024 | en | Asia/Baku | 2024-09-11T18:07+03:00
11 Sep 2024 06.07PM GMT+8 | en | Asia/Singapore | 2024-09-11T18:07
Sep 11, 2024 6:07 p.m. UTC+05:30 | en | Asia/Kolkata | 2024-09-11T18:07
1807 GMT 11 September 2024 | en | Asia/Baku | 2024-09-11T18:07+00:00
11 September 2024 1807 hrs | en | Asia/Kolkata | 2024-09-11T18:07
11 Sept '24 18:07 | en | Europe/London | 2024-09-11T18:07
# glued
11 September 202418:07 | en | Asia/Baku | 2024-09-11T18:07
18:0711 September 2024 | en | Asia/Baku | 2024-09-11T18:07
18:07:052024-09-11 | en | Asia/Baku | 2024-09-11T18:07:05
September112024 | en | Asia/Baku | 2024-09-11
Baku11/09/2024 18:07 | az | Asia/Baku | 2024-09-11T18:07
Published11 September 2024 | 18:07Updated12 September 2024 | 09:00 | en | Asia/Baku | 2024-09-11T18:07
11.09.202418:07 | ru | Asia/Baku | 2024-09-11T18:07
2024-09-1118:07 | ru | Asia/Baku | 2024-09-11T18:07
Sep 11, 20246:07 PM EDTUpdated an hour ago | en | America/New_York | 2024-09-11T18:07
3 min readSep 11, 2024 | en | America/New_York | 2024-09-11
4 min read 11 September 2024 18:07 | en | Asia/Baku | 2024-09-11T18:07
# broken and compact ISO
2024-09-11T18:07:05EDT | en | America/New_York | 2024-09-11T18:07:05
2024-09-11T18:07:05+04:00AZT | en | Asia/Baku | 2024-09-11T18:07:05
20240911T18:07:05Z | en | Asia/Baku | 2024-09-11T18:07:05+00:00
20240911T180705+0400 | en | Asia/Baku | 2024-09-11T18:07:05
20240911T180705Z | en | Asia/Baku | 2024-09-11T18:07:05+00:00
20240911180705 | en | Asia/Baku | 2024-09-11T18:07:05
2024-09-11T18:07:5Z | en | Asia/Baku | 2024-09-11T18:07:05+00:00
2024-09-11T18:07+04 | en | Asia/Baku | 2024-09-11T18:07
2024-09-11T18:07:05.123456Z | en | Asia/Baku | 2024-09-11T18:07:05+00:00
2024-09-11 18:07:05 +0400 | en | Asia/Baku | 2024-09-11T18:07:05
2024-09-11 18:07:05 UTC | en | Asia/Baku | 2024-09-11T18:07:05+00:00
2024-09-11T18:07:05 -0400 | en | America/New_York | 2024-09-11T18:07:05
Posted at 2024-09-11T18:07:05-0400 | en | America/New_York | 2024-09-11T18:07:05
1726063625 | en | Asia/Baku | 2024-09-11T18:07:05
1726063625000 | en | Asia/Baku | 2024-09-11T18:07:05
18:07 / 11.09.2024 | ka | Asia/Tbilisi | 2024-09-11T18:07
2024.09.11 Wed posted at 18:07 JST | en | Asia/Tokyo | 2024-09-11T18:07
11/09/2024 ore 18,07 | it | Europe/Rome | 2024-09-11T18:07
September 11, 2024, 12:00 noon | en | America/Chicago | 2024-09-11T12:00
11 September 2024, 12 midnight | en | Europe/London | 2024-09-11T00:00
Politik 11.09.2024 01:48 min | de | Europe/Berlin | 2024-09-11
Mercoledì 11 Settembre 2024, 18:07 - Ultimo aggiornamento: 20:15 | it | Europe/Rome | 2024-09-11T18:07
11 SEP, 18:07 Updated at: 12 SEP, 08:00 | en | Europe/Moscow | 2024-09-11T18:07
22:00, 11 July 2024 BST | en | Europe/London | 2024-07-11T22:00
18:07, 11 Sep 2024 UTC | en | Asia/Baku | 2024-09-11T18:07+00:00
# abbreviations
Sep 11, 2024 6:07 PM CST | en | Asia/Shanghai | 2024-09-11T18:07
Jan 11, 2024 6:07 PM CST | en | America/Chicago | 2024-01-11T18:07
Sep 11, 2024 6:07 PM CT | en | America/Chicago | 2024-09-11T18:07
Sep 11, 2024 6:07 PM PT | en | America/New_York | 2024-09-11T21:07
Jan 11, 2024 6:07 PM ET | en | Europe/London | 2024-01-11T23:07
Sep 11, 2024 6:07 PM ET | en | Europe/London | 2024-09-11T23:07
11 Sep 2024 18:07 BST | en | Europe/London | 2024-09-11T18:07
11 Sep 2024 18:07 AEST | en | Australia/Brisbane | 2024-09-11T18:07
11 Sep 2024 18:07 MSK | en | Asia/Baku | 2024-09-11T19:07
11 Sep 2024 18:07 PKT | en | Asia/Karachi | 2024-09-11T18:07
11 Sep 2024 18:07 EAT | en | Africa/Nairobi | 2024-09-11T18:07
11 Sep 2024 18:07 CEST | en | Europe/Berlin | 2024-09-11T18:07
Jul 6, 2023 08:10 AM EST | en | America/New_York | None
Jul 6, 2023 08:10 AM PST | en | America/Los_Angeles | None
11 Sep 2024 18:07 IST | en | Asia/Baku | None
# day order
11/09/2024 18:07 | en | Asia/Baku | None
09/11/2024 6:07 PM | en | America/New_York | 2024-09-11T18:07
11/09/2024 18:07 | en | Europe/London | 2024-09-11T18:07
13/09/2024 18:07 | en | Asia/Baku | 2024-09-13T18:07
09/13/2024 18:07 | en | Asia/Baku | 2024-09-13T18:07
Wednesday 11/09/2024 18:07 | en | Asia/Baku | 2024-09-11T18:07
09/09/2024 18:07 | en | Asia/Baku | 2024-09-09T18:07
11.09.2024 18:07 | en | Asia/Baku | 2024-09-11T18:07
11/09/2024 18:07 | es | America/Bogota | 2024-09-11T18:07
11/09/24 | fr | Europe/Paris | 2024-09-11
11-09-2024 18:07 | nl | Europe/Amsterdam | 2024-09-11T18:07
# German, Dutch, Nordic
Stand: 11.09.2024, 18:07 Uhr | de | Europe/Berlin | 2024-09-11T18:07
Veröffentlicht am 11.09.24 um 18.07 Uhr | de | Europe/Vienna | 2024-09-11T18:07
Mittwoch, 11. September 2024 18 Uhr | de | Europe/Zurich | 2024-09-11T18:00
11. März 2024 | 18:07 Uhr | Aktualisiert: 12. März 2024 | 7:05 Uhr | de | Europe/Berlin | 2024-03-11T18:07
3. Jänner 2024, 8:05 | de | Europe/Vienna | 2024-01-03T08:05
Von dpa11.09.2024 | 18:07 | de | Europe/Berlin | 2024-09-11T18:07
heute, 08:15 Uhr | de | Europe/Berlin | 2024-09-12T08:15
gestern um 18.07 Uhr | de | Europe/Berlin | 2024-09-11T18:07
vor 2 Stunden | de | Europe/Berlin | 2024-09-12T12:00
vor einer Stunde | de | Europe/Berlin | 2024-09-12T13:00
Gepubliceerd: 11 september 2024 om 18:07 | nl | Europe/Amsterdam | 2024-09-11T18:07
11 sep. 2024 18:07 | nl | Europe/Amsterdam | 2024-09-11T18:07
3 uur geleden | nl | Europe/Amsterdam | 2024-09-12T11:00
Publisert 11. september 2024 kl. 18.07 | no | Europe/Oslo | 2024-09-11T18:07
Publisert: 11.09.24 - 18:07 Sist oppdatert: 12.09.24 - 07:00 | no | Europe/Oslo | 2024-09-11T18:07
11. sep. 2024 kl. 18.07 | da | Europe/Copenhagen | 2024-09-11T18:07
Offentliggjort 11. maj 2024 18:07 | da | Europe/Copenhagen | 2024-05-11T18:07
Publicerad 2024-09-11 18.07 | sv | Europe/Stockholm | 2024-09-11T18:07
11 september 2024 kl 18:07 | sv | Europe/Stockholm | 2024-09-11T18:07
Igår 18:07 | sv | Europe/Stockholm | 2024-09-11T18:07
I dag kl. 08:07 | no | Europe/Oslo | 2024-09-12T08:07
för 5 timmar sedan | sv | Europe/Stockholm | 2024-09-12T09:00
11.9.2024 klo 18.07 | fi | Europe/Helsinki | 2024-09-11T18:07
Julkaistu 11. syyskuuta 2024 18:07 | fi | Europe/Helsinki | 2024-09-11T18:07
11. september 2024, 18:07 | et | Europe/Tallinn | 2024-09-11T18:07
11. september 2024 kell 18.07 | et | Europe/Tallinn | 2024-09-11T18:07
miðvikudagur, 11. september 2024 18:07 | is | Atlantic/Reykjavik | 2024-09-11T18:07
2024. gada 11. septembris, 18:07 | lv | Europe/Riga | 2024-09-11T18:07
2024 m. rugsėjo 11 d. 18:07 | lt | Europe/Vilnius | 2024-09-11T18:07
# Romance
Publié le 11 septembre 2024 à 18h07 | fr | Europe/Paris | 2024-09-11T18:07
Publié le 11/09/2024 à 18:07, mis à jour le 12/09/2024 à 08:00 | fr | Europe/Paris | 2024-09-11T18:07
Le 1er août 2024 à 7 h 05 | fr | Europe/Paris | 2024-08-01T07:05
mercredi 11 sept. 2024 à 18 h | fr | Europe/Brussels | 2024-09-11T18:00
Hier à 18h07 | fr | Europe/Paris | 2024-09-11T18:07
il y a 3 heures | fr | Europe/Paris | 2024-09-12T11:00
Il y a 1 h 20 min | fr | Europe/Paris | 2024-09-12T12:40
11 de septiembre de 2024 a las 18:07 h | es | Europe/Madrid | 2024-09-11T18:07
11 SEP 2024 - 18:07 CEST | es | Europe/Madrid | 2024-09-11T18:07
Septiembre 11, 2024 6:07 pm | es | America/Bogota | 2024-09-11T18:07
11 de setiembre de 2024 6:07 p. m. | es | America/Lima | 2024-09-11T18:07
Actualizado a las 08:00 del 12/09/2024. Publicado 11/09/2024 18:07 | es | America/Lima | 2024-09-11T18:07
hace 25 minutos | es | Europe/Madrid | 2024-09-12T13:35
Ayer, 18:07 | es | Europe/Madrid | 2024-09-11T18:07
11/09/2024 às 18h07 | pt | America/Sao_Paulo | 2024-09-11T18:07
11 de setembro de 2024 | 18:07 | pt | America/Sao_Paulo | 2024-09-11T18:07
Publicado em 11/09/2024 - 18:07 Atualizado em 12/09/2024 - 08:00 | pt | America/Sao_Paulo | 2024-09-11T18:07
Qua, 11 de set de 2024, 18h07 | pt | America/Sao_Paulo | 2024-09-11T18:07
há 3 horas | pt | Europe/Lisbon | 2024-09-12T10:00
Ontem às 18:07 | pt | Europe/Lisbon | 2024-09-11T18:07
11 settembre 2024 alle 18:07 | it | Europe/Rome | 2024-09-11T18:07
11 Set 2024 ore 18.07 | it | Europe/Rome | 2024-09-11T18:07
Pubblicato il 11/09/2024 18:07 | it | Europe/Rome | 2024-09-11T18:07
13 ore fa | it | Europe/Rome | 2024-09-12T01:00
11 septembrie 2024, 18:07 | ro | Europe/Bucharest | 2024-09-11T18:07
Publicat: 11.09.2024 18:07 | ro | Europe/Chisinau | 2024-09-11T18:07
11 de setembre de 2024 a les 18:07h | ca | Europe/Madrid | 2024-09-11T18:07
19 d'agost de 2024, 18:07 | ca | Europe/Madrid | 2024-08-19T18:07
2024ko irailaren 11a, 18:07 | eu | Europe/Madrid | 2024-09-11T18:07
# Slavic
11 сентября 2024, 18:07 | ru | Europe/Moscow | 2024-09-11T18:07
11 сентября 2024 г. в 18:07 МСК | ru | Europe/Moscow | 2024-09-11T18:07
18:07, 11 сентября 2024 | ru | Asia/Almaty | 2024-09-11T18:07
18:07 11.09.2024 (обновлено: 08:00 12.09.2024) | ru | Europe/Moscow | 2024-09-11T18:07
Сегодня, 08:07 | ru | Europe/Moscow | 2024-09-12T08:07
Вчера в 18:07 | ru | Europe/Moscow | 2024-09-11T18:07
3 часа назад | ru | Europe/Moscow | 2024-09-12T12:00
11 вересня 2024 р. 18:07 | uk | Europe/Kyiv | 2024-09-11T18:07
середа, 11 вересня 2024, 18:07 | uk | Europe/Kyiv | 2024-09-11T18:07
вчора о 18:07 | uk | Europe/Kyiv | 2024-09-11T18:07
5 хвилин тому | uk | Europe/Kyiv | 2024-09-12T14:55
11 септември 2024, 18:07 | bg | Europe/Sofia | 2024-09-11T18:07
11 септ. 2024 г., 18:07 ч. | bg | Europe/Sofia | 2024-09-11T18:07
11. септембар 2024. 18:07 | sr | Europe/Belgrade | 2024-09-11T18:07
11. septembar 2024. u 18:07 | sr | Europe/Belgrade | 2024-09-11T18:07
sreda, 11.09.2024. 18:07h | sr | Europe/Belgrade | 2024-09-11T18:07
11.09.2024. | 18:07 > 12.09.2024. | 08:00 | sr | Europe/Belgrade | 2024-09-11T18:07
11. rujna 2024. u 18:07 | hr | Europe/Zagreb | 2024-09-11T18:07
3. listopada 2023. 18:07 | hr | Europe/Zagreb | 2023-10-03T18:07
3 listopada 2023, 18:07 | pl | Europe/Warsaw | 2023-11-03T18:07
11 września 2024, 18:07 | pl | Europe/Warsaw | 2024-09-11T18:07
Dzisiaj, 08:07 | pl | Europe/Warsaw | 2024-09-12T08:07
2 godziny temu | pl | Europe/Warsaw | 2024-09-12T12:00
11. září 2024 18:07 | cs | Europe/Prague | 2024-09-11T18:07
11. 9. 2024 18:07 | cs | Europe/Prague | 2024-09-11T18:07
před 2 hodinami | cs | Europe/Prague | 2024-09-12T12:00
11. septembra 2024 o 18:07 | sk | Europe/Bratislava | 2024-09-11T18:07
11. september 2024 ob 18.07 | sl | Europe/Ljubljana | 2024-09-11T18:07
11 верасня 2024, 18:07 | be | Europe/Minsk | 2024-09-11T18:07
11 септември 2024 - 18:07 | mk | Europe/Skopje | 2024-09-11T18:07
# other Europe
2024. szeptember 11. 18:07 | hu | Europe/Budapest | 2024-09-11T18:07
2024. szeptember 11., szerda 18:07 | hu | Europe/Budapest | 2024-09-11T18:07
2024.09.11. 18:07 | hu | Europe/Budapest | 2024-09-11T18:07
24.09.11 18:07 | hu | Europe/Budapest | 2024-09-11T18:07
11 Σεπτεμβρίου 2024, 18:07 | el | Europe/Athens | 2024-09-11T18:07
11 Σεπ. 2024 6:07 μ.μ. | el | Europe/Athens | 2024-09-11T18:07
Δημοσίευση: 11/09/2024 18:07 Ενημέρωση: 12/09/2024 08:00 | el | Europe/Athens | 2024-09-11T18:07
11 shtator 2024, 18:07 | sq | Europe/Tirane | 2024-09-11T18:07
11 Eylül 2024 Çarşamba 18:07 | tr | Europe/Istanbul | 2024-09-11T18:07
Giriş: 11.09.2024 - 18:07 Güncelleme: 12.09.2024 - 08:00 | tr | Europe/Istanbul | 2024-09-11T18:07
11.09.2024 18:07 (TSİ) | tr | Europe/Istanbul | 2024-09-11T18:07
2 saat önce | tr | Europe/Istanbul | 2024-09-12T13:00
11 sentyabr 2024 18:07 | az | Asia/Baku | 2024-09-11T18:07
11 сентябрь 2024, 18:07 | uz | Asia/Tashkent | 2024-09-11T18:07
11 қыркүйек 2024, 18:07 | kk | Asia/Almaty | 2024-09-11T18:07
11 სექტემბერი 2024, 18:07 | ka | Asia/Tbilisi | 2024-09-11T18:07
11 սեպտեմբերի, 2024 18:07 | hy | Asia/Yerevan | 2024-09-11T18:07
11 בספטמבר 2024, 18:07 | he | Asia/Jerusalem | 2024-09-11T18:07
11/09/2024 18:07 | he | Asia/Jerusalem | 2024-09-11T18:07
# Arabic, Persian, Urdu
الأربعاء 11 سبتمبر 2024 06:07 مساءً | ar | Africa/Cairo | 2024-09-11T18:07
الأربعاء ١١ سبتمبر ٢٠٢٤ - ١٨:٠٧ | ar | Asia/Riyadh | 2024-09-11T18:07
11 أيلول 2024 | 18:07 | ar | Asia/Beirut | 2024-09-11T18:07
3 تشرين الأول 2023 18:07 | ar | Asia/Damascus | 2023-10-03T18:07
3 كانون الثاني 2024 | ar | Asia/Amman | 2024-01-03
11 شتنبر 2024 - 18:07 | ar | Africa/Casablanca | 2024-09-11T18:07
آخر تحديث: 12 سبتمبر 2024 08:00 تاريخ النشر: 11 سبتمبر 2024 18:07 | ar | Asia/Qatar | 2024-09-11T18:07
منذ 3 ساعات | ar | Asia/Dubai | 2024-09-12T13:00
8 ربيع الأول 1446 هـ - 11 سبتمبر 2024 م | ar | Asia/Riyadh | 2024-09-11
8 ربيع الأول 1446 | ar | Asia/Riyadh | None
۲۱ شهریور ۱۴۰۳ - ۱۸:۰۷ | fa | Asia/Tehran | 2024-09-11T18:07
چهارشنبه ۲۱ شهریور ۱۴۰۳ ساعت ۱۸:۰۷ | fa | Asia/Tehran | 2024-09-11T18:07
۱۴۰۳/۰۶/۲۱ - ۱۸:۰۷ | fa | Asia/Tehran | 2024-09-11T18:07
1403/6/21 18:07:05 | fa | Asia/Tehran | 2024-09-11T18:07:05
۵۷ : ۱۸ - چهارشنبه ۲۱ شهريور ۱۴۰۳ | fa | Asia/Tehran | 2024-09-11T18:57
11 ستمبر 2024 | ur | Asia/Karachi | 2024-09-11
# Asia
11 सितंबर 2024, 18:07 | hi | Asia/Kolkata | 2024-09-11T18:07
बुधवार, 11 सितम्बर 2024 06:07 PM IST | hi | Asia/Kolkata | 2024-09-11T18:07
Updated Wed, 11 Sep 2024 06:07 PM IST | hi | Asia/Kolkata | 2024-09-11T18:07
১১ সেপ্টেম্বর ২০২৪, ১৮:০৭ | bn | Asia/Dhaka | 2024-09-11T18:07
প্রকাশ: ১১ সেপ্টেম্বর ২০২৪ ০৬:০৭ পিএম | bn | Asia/Dhaka | 2024-09-11T18:07
11 સપ્ટેમ્બર 2024 | gu | Asia/Kolkata | 2024-09-11
11 செப்டம்பர் 2024, 18:07 | ta | Asia/Kolkata | 2024-09-11T18:07
11 సెప్టెంబర్ 2024 | te | Asia/Kolkata | 2024-09-11
11 ಸೆಪ್ಟೆಂಬರ್ 2024 | kn | Asia/Kolkata | 2024-09-11
2024 സെപ്റ്റംബർ 11 | ml | Asia/Kolkata | 2024-09-11
११ सप्टेंबर २०२४ | mr | Asia/Kolkata | 2024-09-11
11 ก.ย. 2567 18:07 น. | th | Asia/Bangkok | 2024-09-11T18:07
วันพุธที่ 11 กันยายน พ.ศ. 2567 เวลา 18.07 น. | th | Asia/Bangkok | 2024-09-11T18:07
11 ก.ย. 67 | 18:07 | th | Asia/Bangkok | 2024-09-11T18:07
11/09/2567 18:07 | th | Asia/Bangkok | 2024-09-11T18:07
Thứ tư, 11/9/2024, 18:07 (GMT+7) | vi | Asia/Ho_Chi_Minh | 2024-09-11T18:07
11 tháng 9, 2024 | vi | Asia/Ho_Chi_Minh | 2024-09-11
18:07 ngày 11 tháng 9 năm 2024 | vi | Asia/Ho_Chi_Minh | 2024-09-11T18:07
2 giờ trước | vi | Asia/Ho_Chi_Minh | 2024-09-12T17:00
Rabu, 11 September 2024 | 18:07 WIB | id | Asia/Jakarta | 2024-09-11T18:07
11 Agustus 2024 18.07 WITA | id | Asia/Makassar | 2024-08-11T18:07
2 jam yang lalu | id | Asia/Jakarta | 2024-09-12T17:00
Rabu, 11 Sep 2024 6:07 PM MYT | ms | Asia/Kuala_Lumpur | 2024-09-11T18:07
2024年9月11日 18:07 | zh | Asia/Shanghai | 2024-09-11T18:07
2024年9月11日星期三 下午6:07 | zh | Asia/Taipei | 2024-09-11T18:07
2024年09月11日18时07分 | zh | Asia/Shanghai | 2024-09-11T18:07
发布时间：2024-09-11 18:07 | zh | Asia/Shanghai | 2024-09-11T18:07
2024-09-11 18:07:05 来源：新华社 | zh | Asia/Shanghai | 2024-09-11T18:07:05
3小时前 | zh | Asia/Shanghai | 2024-09-12T17:00
今天 08:07 | zh | Asia/Shanghai | 2024-09-12T08:07
民國113年9月11日 | zh | Asia/Taipei | 2024-09-11
2024年9月11日(水) 18時07分 | ja | Asia/Tokyo | 2024-09-11T18:07
2024/09/11 18:07 公開 2024/09/12 08:00 更新 | ja | Asia/Tokyo | 2024-09-11T18:07
令和6年9月11日 | ja | Asia/Tokyo | 2024-09-11
9/11(水) 18:07配信 | ja | Asia/Tokyo | 2024-09-11T18:07
2024年9月11日 午後6時7分 | ja | Asia/Tokyo | 2024-09-11T18:07
3時間前 | ja | Asia/Tokyo | 2024-09-12T18:00
2024년 9월 11일 18:07 | ko | Asia/Seoul | 2024-09-11T18:07
입력 2024.09.11 18:07 수정 2024.09.12 08:00 | ko | Asia/Seoul | 2024-09-11T18:07
기사입력 2024-09-11 오후 6:07:05 | ko | Asia/Seoul | 2024-09-11T18:07:05
입력 : 2024-09-11 18:07ㅣ수정 : 2024-09-12 08:00 | ko | Asia/Seoul | 2024-09-11T18:07
24.09.11 18:07 | ko | Asia/Seoul | 2024-09-11T18:07
3시간 전 | ko | Asia/Seoul | 2024-09-12T18:00
11 စက်တင်ဘာ 2024 | my | Asia/Yangon | 2024-09-11
2024-09-11, Лхагва 18:07 | mn | Asia/Ulaanbaatar | 2024-09-11T18:07
# no year, relative
September 11, 18:07 | en | Asia/Baku | 2024-09-11T18:07
December 20, 16:42 | en | Asia/Baku | 2023-12-20T16:42
11 сентября, 18:07 | ru | Europe/Moscow | 2024-09-11T18:07
11 Sep, 18:07 | en | Asia/Baku | 2024-09-11T18:07
2 hours ago | en | Asia/Baku | 2024-09-12T14:00
Updated 5 mins ago | en | Asia/Baku | 2024-09-12T15:55
an hour ago | en | Asia/Baku | 2024-09-12T15:00
Monday 16:35 | en | Asia/Baku | 2024-09-09T16:35
Thursday, 16:35 | en | Asia/Baku | 2024-09-05T16:35
Montag um 8:10 Uhr | de | Europe/Berlin | 2024-09-09T08:10
23:30 GMT+7 | en | Europe/London | 2024-09-11T23:30+07:00
18:30 GMT+7 | en | Europe/London | 2024-09-12T18:30+07:00
2 days ago | en | Asia/Baku | 2024-09-10
Yesterday at 6:07 PM | en | Asia/Baku | 2024-09-11T18:07
08:07 | en | Asia/Baku | 2024-09-12T08:07
half an hour ago | en | Asia/Baku | 2024-09-12T15:30
just now | en | Asia/Baku | 2024-09-12T16:00
Reuters · Just now | en | Asia/Baku | 2024-09-12T16:00
a few minutes ago | en | Asia/Baku | 2024-09-12T16:00
час назад | ru | Asia/Baku | 2024-09-12T15:00
Опубликовано час назад | ru | Asia/Baku | 2024-09-12T15:00
1 час назад | ru | Asia/Baku | 2024-09-12T15:00
полчаса назад | ru | Asia/Baku | 2024-09-12T15:30
день назад | ru | Asia/Baku | 2024-09-11
godzinę temu | pl | Asia/Baku | 2024-09-12T15:00
před hodinou | cs | Asia/Baku | 2024-09-12T15:00
2 órája | hu | Asia/Baku | 2024-09-12T14:00
egy órája | hu | Asia/Baku | 2024-09-12T15:00
bir saat önce | tr | Asia/Baku | 2024-09-12T15:00
acum o oră | ro | Asia/Baku | 2024-09-12T15:00
منذ ساعتين | ar | Asia/Baku | 2024-09-12T14:00
منذ ساعة | ar | Asia/Baku | 2024-09-12T15:00
לפני שעה | he | Asia/Baku | 2024-09-12T15:00
πριν από μία ώρα | el | Asia/Baku | 2024-09-12T15:00
tunti sitten | fi | Asia/Baku | 2024-09-12T15:00
sejam yang lalu | id | Asia/Baku | 2024-09-12T15:00
2 ชั่วโมงที่แล้ว | th | Asia/Baku | 2024-09-12T14:00
एक घंटे पहले | hi | Asia/Baku | 2024-09-12T15:00
一小时前 | zh | Asia/Baku | 2024-09-12T15:00
刚刚 | zh | Asia/Baku | 2024-09-12T16:00
il y a quelques minutes | fr | Asia/Baku | 2024-09-12T16:00
un'ora fa | it | Asia/Baku | 2024-09-12T15:00
# found missing by 400 more forms
11 September 2024 at 6.07pm | en | Asia/Baku | 2024-09-11T18:07
Updated September 11, 2024 — 8.15pm, first published at 6.07pm | en | Australia/Sydney | 2024-09-11T18:07
Публикувано: 11 септември 2024 18:07 Последна промяна: 12 септември 2024 08:00 | bg | Europe/Sofia | 2024-09-11T18:07
Zadnja sprememba: 12. 9. 2024 8.00 Objavljeno: 11. 9. 2024 18.07 | sl | Europe/Ljubljana | 2024-09-11T18:07
11 Sep 2024 18:07 BST | en | Asia/Dhaka | 2024-09-11T18:07
11 Sep 2024 18:07 AST | en | Asia/Riyadh | 2024-09-11T18:07
11 Sep 2024 18:07 ART | en | America/Argentina/Salta | 2024-09-11T18:07
11 Sep 2024 18:07 PST | en | Asia/Karachi | 2024-09-11T18:07
11 Sep 2024 18:07 EST | en | Australia/Brisbane | 2024-09-11T18:07
11 Jan 2024 18:07 EST | en | Australia/Sydney | None
11 Sep, 2024 06:07 p.m. EST | es | America/Bogota | 2024-09-11T18:07
11 Sep, 2024 06:07 p.m. EST | en | America/Chicago | None
11.09.2024, 6:07 ПП | uk | Europe/Kyiv | 2024-09-11T18:07
11 Ogos 2024, 6:07 PTG | ms | Asia/Kuala_Lumpur | 2024-08-11T18:07
۱۴۰۳-۰۶-۲۱ ۱۸:۰۷ | fa | Asia/Tehran | 2024-09-11T18:07
2567-09-11 18:07 | th | Asia/Bangkok | 2024-09-11T18:07
令和元年9月11日 | ja | Asia/Tokyo | 2019-09-11
2024 оны 9 сарын 11 | mn | Asia/Ulaanbaatar | 2024-09-11
11 September 1024 | en | Asia/Baku | None
11 сентября 2024, 18:07 по московскому времени | ru | Asia/Baku | 2024-09-11T19:07
الأربعاء 11 سبتمبر 2024 - 18:07 بتوقيت غرينتش | ar | Asia/Dubai | 2024-09-11T22:07
# the hour that is shown twice, settled by its abbreviation
5 November 2023 01:20 EST | en | America/New_York | 2023-11-05T06:20+00:00
5 November 2023 01:20 EDT | en | America/New_York | 2023-11-05T05:20+00:00
5 November 2023 1:20 AM PST | en | America/Chicago | 2023-11-05T09:20+00:00
29.10.2023 02:20 MEZ | de | Europe/Berlin | 2023-10-29T01:20+00:00
29.10.2023 02:20 CEST | fr | Europe/Paris | 2023-10-29T00:20+00:00
29 October 2023 01:20 GMT | en | Europe/London | 2023-10-29T01:20+00:00
2 April 2023 02:20 AEST | en | Australia/Sydney | 2023-04-01T16:20+00:00
26 March 2023 02:20 CEST | en | Europe/Berlin | None
# what the element behind the year printed
By Ann -September 11, 20240 | en | Asia/Baku | 2024-09-11
September 11, 2024125 views | en | Asia/Baku | 2024-09-11
11. September 202417 | de | Europe/Berlin | 2024-09-11
11 de septiembre de 20240 | es | Europe/Madrid | 2024-09-11
11 Sep 202411 Sep 2024 | en | Asia/Qatar | 2024-09-11
1 Sep 20241 Sep 2024 | en | Asia/Qatar | 2024-09-01
11/09/202411/09/2024 | fr | Europe/Paris | 2024-09-11
2024-09-112024-09-11 | sv | Europe/Stockholm | 2024-09-11
11-Sep-20240 | en | Asia/Baku | None
11/09/20240 | fr | Europe/Paris | None
# a year that stands there and is not understood
11 сентября foo 2023 | ru | Europe/Moscow | None
# Roman months
11 IX 2024 | pl | Europe/Warsaw | 2024-09-11
11-IX-2024 18:07 | es | America/Lima | 2024-09-11T18:07
2024. IX. 11. 18:07 | hu | Europe/Budapest | 2024-09-11T18:07
11.IX.2024 | bg | Europe/Sofia | 2024-09-11
Part V 2024 | en | Asia/Baku | None
Charles III 2024 | en | Asia/Baku | None
# the year first, and endings
2024 жылғы 11 қыркүйек, 18:07 | kk | Asia/Almaty | 2024-09-11T18:07
2024-жылдын 11-сентябры | ky | Asia/Bishkek | 2024-09-11
2024-yil 11-sentabr, 18:07 | uz | Asia/Tashkent | 2024-09-11T18:07
2024 елның 11 сентябре | tt | Europe/Moscow | 2024-09-11
11 сентябрь 2024 й. | ba | Asia/Yekaterinburg | 2024-09-11
11 сентябри соли 2024 | tg | Asia/Dushanbe | 2024-09-11
2024-nji ýylyň 11-nji sentýabry | tk | Asia/Ashgabat | 2024-09-11
2024 оны 9-р сарын 11, 18:07 | mn | Asia/Ulaanbaatar | 2024-09-11T18:07
2024 оны есдүгээр сарын 11 | mn | Asia/Ulaanbaatar | 2024-09-11
2024ko irailaren 11(a) | eu | Europe/Madrid | 2024-09-11
2024-cü il sentyabrın 11-i | az | Asia/Baku | 2024-09-11
# more scripts
ថ្ងៃពុធ ទី១១ ខែកញ្ញា ឆ្នាំ២០២៤ | km | Asia/Phnom_Penh | 2024-09-11
១១ កញ្ញា ២០២៤ ម៉ោង ៦:០៧ ល្ងាច | km | Asia/Phnom_Penh | 2024-09-11T18:07
စက်တင်ဘာ ၁၁၊ ၂၀၂၄ | my | Asia/Yangon | 2024-09-11
၂၀၂၄ ခုနှစ် စက်တင်ဘာလ ၁၁ ရက် | my | Asia/Yangon | 2024-09-11
၁၁ စက်တင်ဘာ ၂၀၂၄ | my | Asia/Yangon | 2024-09-11
L-Erbgħa, 11 ta’ Settembru 2024 | mt | Europe/Malta | 2024-09-11
11 thg 9, 2024 18:07 | vi | Asia/Ho_Chi_Minh | 2024-09-11T18:07
11-سېنتەبىر، 2024 | ug | Asia/Shanghai | 2024-09-11
11ی ئەیلوولی 2024 | ckb | Asia/Baghdad | 2024-09-11
Fulbaana 11, 2024 | om | Africa/Addis_Ababa | 2024-09-11
Sebtembar 11, 2024, 6:07 GD | so | Africa/Mogadishu | 2024-09-11T18:07
11 ሴፕቴምበር 2024, 6:07 ከሰዓት | am | Africa/Addis_Ababa | 2024-09-11T18:07
11 few 2024 | tk | Asia/Ashgabat | 2024-02-11
11 few 2024 | en | Asia/Baku | None
# told from now
4 tundi tagasi | et | Asia/Baku | 2024-09-12T12:00
Saa 4 zilizopita | sw | Asia/Baku | 2024-09-12T12:00
awoyi 4 da suka gabata | ha | Asia/Baku | 2024-09-12T12:00
පැය 4කට පෙර | si | Asia/Baku | 2024-09-12T12:00
4 соат пеш | tg | Asia/Baku | 2024-09-12T12:00
4 сәгать элек | tt | Asia/Baku | 2024-09-12T12:00
4 ម៉ោងមុន | km | Asia/Baku | 2024-09-12T12:00
လွန်ခဲ့သော ၄ နာရီ | my | Asia/Baku | 2024-09-12T12:00
4 तासांपूर्वी | mr | Asia/Baku | 2024-09-12T12:00
acum 24 de ore | ro | Asia/Baku | 2024-09-11T16:00
4 個小時前 | zh | Asia/Baku | 2024-09-12T12:00
قبل ساعة واحدة | ar | Asia/Baku | 2024-09-12T15:00
2 週間前 | ja | Asia/Baku | 2024-08-29
2 h lalu | id | Asia/Baku | 2024-09-10
Tag 3 vor Ort | de | Asia/Baku | None
dura 3 horas | es | Asia/Baku | None
# dotted clocks behind a day told from now
i går 18.07 | sv | Europe/Stockholm | 2024-09-11T18:07
eilen 18.07 | fi | Europe/Helsinki | 2024-09-11T18:07
ieri, 18.07 | it | Europe/Rome | 2024-09-11T18:07
Semalam 6.07 malam | ms | Asia/Kuala_Lumpur | 2024-09-11T18:07
yesterday 18.07 | en | Asia/Baku | 2024-09-11
# a clock alone: of today, or of something else
In World 09:43 | en | Asia/Baku | 2024-09-12T09:43
09:43 · Ann Smith | en | Asia/Baku | 2024-09-12T09:43
3 min read · 09:43 | en | Asia/Baku | 2024-09-12T09:43
France 24 | 09:43 | en | Asia/Baku | 2024-09-12T09:43
09:43 GMT | 13:43 AZT | en | Asia/Baku | 2024-09-12T13:43
9:43, Новости | ru | Asia/Baku | 2024-09-12T09:43
Video 09:43 | en | Asia/Baku | None
09:43 Podcast | de | Asia/Baku | None
视频 09:43 | zh | Asia/Baku | None
Romans 12:21 | en | Asia/Baku | None
4:21 | en | Asia/Baku | None
0:43 | ru | Asia/Baku | None
00:00 | ru | Asia/Baku | None
1:09:43 | ru | Asia/Baku | None
FC 2:1 FCB | de | Asia/Baku | None
10:00-14:00 | de | Asia/Baku | None
bis 14:00 Uhr | de | Asia/Baku | None
desde las 10:00 | es | Asia/Baku | None
1:20 000 | fr | Asia/Baku | None
11 foo 12:10 | xx | Asia/Baku | None
The doors of the hall close at 12:10 | en | Asia/Baku | None
# hours counted from dawn, and the middle of the day
11 Septemba 2024 saa 2:15 asubuhi | sw | Africa/Nairobi | 2024-09-11T08:15
11 Septemba 2024 saa 3:15 asubuhi | sw | Africa/Nairobi | 2024-09-11T09:15
11 Septemba 2024 saa 5:07 mchana | sw | Africa/Nairobi | 2024-09-11T11:07
11 Septemba 2024 saa 12:07 jioni | sw | Africa/Nairobi | 2024-09-11T18:07
11 Septemba 2024 saa 6:07 usiku | sw | Africa/Nairobi | 2024-09-11T00:07
11 Septemba 2024 saa 18:07 | sw | Africa/Nairobi | 2024-09-11T18:07
11 Septemba 2024 saa 10:07 | sw | Africa/Nairobi | None
2024年9月11日 中午11:07 | zh | Asia/Shanghai | 2024-09-11T11:07
2024年9月11日 中午12:07 | zh | Asia/Shanghai | 2024-09-11T12:07
11 सितंबर 2024, दोपहर 3:07 | hi | Asia/Kolkata | 2024-09-11T15:07
Daily Herald 09:43 | en | Asia/Baku | 2024-09-12T09:43
# seen on pages: names that are months elsewhere, days beside "today", lengths and hours
2 Martin Baker Jr. | en | Asia/Baku | None
11 martın 2024 | az | Asia/Baku | 2024-03-11
heute, 12.09. | de | Europe/Berlin | 2024-09-12
heute 12.09 | de | Europe/Berlin | 2024-09-12
heute 12.07 | de | Europe/Berlin | 2024-09-12T12:07
mercredi 11 septembre 2024 à 18 h 07 min | fr | Europe/Paris | 2024-09-11T18:07
Durée 1 h 20 min | fr | Europe/Paris | None
Mittwoch 09:43 | 3 min | de | Asia/Baku | 2024-09-11T09:43
00:38 / 02:14 | en | Asia/Baku | None
MARCH 27-31, 2023 | ja | Asia/Tokyo | None
# no answer
It is just now | en | Asia/Baku | None
Just nu | sv | Europe/Stockholm | None
قبل يوم الجمعة | ar | Asia/Riyadh | None
31/02/2024 18:07 | fr | Europe/Paris | None
0001-01-01T00:00:00Z | en | Asia/Baku | None
0000-00-00 00:00:00 | en | Asia/Baku | None
1970-01-01T00:00:00Z | en | Asia/Baku | None
9999-12-31T23:59:59Z | en | Asia/Baku | None
0 | en | Asia/Baku | None
May | en | Asia/Baku | None
Sun | en | Asia/Baku | None
just words | en | Asia/Baku | None
September 2024 | en | Asia/Baku | None
Copyright 2024 | en | Asia/Baku | None
Call 555 2024 09 | en | Asia/Baku | None
11 September 2031 18:07 | en | Asia/Baku | None
Paris, September 11, 2024, 6:07 | en | Europe/Paris | None
Page 3 of 24 | en | Asia/Baku | None
3-1 (2024) | en | Asia/Baku | None
"""

CASES = []
for line in FORMS.strip().splitlines():
    if not line.startswith("#"):
        printed, language, place, expected = line.rsplit(" | ", 3)
        CASES.append(pytest.param(printed, language, place, expected, id=f"{language}: {printed}"))


@pytest.mark.parametrize(("printed", "language", "place", "expected"), CASES)
def test_form(printed: str, language: str, place: str, expected: str) -> None:
    facts = SiteFacts(timezone=place, languages=(language,))
    reading = read_timestamp(printed, facts, fetched_at=datetime.fromisoformat(NOW))
    stamps = [stamp for stamp in (reading.published, reading.modified) if stamp is not None and stamp.at is not None]
    if expected == "None":
        assert not stamps
        assert reading.reason
        return
    assert stamps, reading.reason
    stamp = stamps[0]
    if len(expected) == 10:
        assert stamp.precision == "day"
        assert stamp.at.strftime("%Y-%m-%d %H:%M") == f"{expected} 00:00"
        return
    instant = datetime.fromisoformat(expected)
    if instant.tzinfo is None:
        instant = instant.replace(tzinfo=ZoneInfo(place))
    assert stamp.at.astimezone(UTC) == instant.astimezone(UTC)
    assert stamp.precision != "day"
    assert stamp.text in printed
