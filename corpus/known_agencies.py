"""Wire agencies that are well known: the name that Newsdesk prints, other names, hosts; written as in known_outlets."""

from __future__ import annotations

AGENCIES = """
Associated Press | AP; AP News; The AP; Associated Press News; AP Sports; AP Business | apnews.com ap.org
Reuters | Thomson Reuters; Reuters News; Reuters Agency; Reuters UK; Reuters Business | reuters.com
AFP | Agence France-Presse; Agence France Presse; AFP News; France-Presse | afp.com
dpa | Deutsche Presse-Agentur; dpa international; dpa-AFX | dpa.com dpa-international.com
UPI | United Press International | upi.com
PA Media | Press Association; PA News Agency; ~PA | pa.media pamediagroup.com
EFE | Agencia EFE; EFE News | efe.com
ANSA | Agenzia ANSA | ansa.it
Xinhua | Xinhua News Agency; Xinhuanet; New China News Agency | xinhuanet.com news.cn xinhua.net
China News Service | ~CNS; Zhongguo Xinwenshe | chinanews.com ecns.cn
TASS | ITAR-TASS; Tass News Agency | tass.com tass.ru
RIA Novosti | RIA; Ria Novosti | ria.ru
Interfax | Interfax News Agency | interfax.com interfax.ru
Interfax-Ukraine | Interfax Ukraine | interfax.com.ua
Ukrinform | | ukrinform.net ukrinform.ua
Kyodo News | Kyodo; Kyodo News Agency | kyodonews.net english.kyodonews.net kyodonews.jp
Jiji Press | Jiji | jiji.com
Yonhap | Yonhap News Agency; Yonhap News | yna.co.kr yonhapnews.co.kr
KCNA | Korean Central News Agency | kcna.kp kcna.co.jp
Press Trust of India | PTI | ptinews.com
ANI | Asian News International | aninews.in
IANS | Indo-Asian News Service | ians.in
Anadolu Agency | Anadolu; Anadolu Ajansı; ~AA | aa.com.tr
IRNA | Islamic Republic News Agency | irna.ir
SANA | Syrian Arab News Agency | sana.sy
WAFA | Palestine News and Information Agency | wafa.ps
Saudi Press Agency | ~SPA | spa.gov.sa
MENA | Middle East News Agency | mena.org.eg
Antara | Antara News | antaranews.com
Bernama | | bernama.com
Canadian Press | La Presse canadienne; ~CP | thecanadianpress.com
Australian Associated Press | AAP; AAP Newswire | aap.com.au
APA | Austria Presse Agentur; Austria Press Agency | apa.at
Keystone-SDA | Schweizerische Depeschenagentur; Keystone-ATS | keystone-sda.ch
Belga | Belga News Agency; Agence Belga | belganewsagency.eu belga.be
ANP | Algemeen Nederlands Persbureau | anp.nl
Ritzau | Ritzaus Bureau | ritzau.dk ritzau.com
TT News Agency | Tidningarnas Telegrambyrå; TT Nyhetsbyrån | tt.se
NTB | Norsk Telegrambyrå | ntb.no
STT | Suomen Tietotoimisto; Finnish News Agency | stt.fi
Lusa | Lusa News Agency; Agência Lusa | lusa.pt
PAP | Polish Press Agency; Polska Agencja Prasowa | pap.pl
CTK | ČTK; Czech News Agency | ctk.cz ceskenoviny.cz
Agência Brasil | Agencia Brasil | agenciabrasil.ebc.com.br
Télam | Telam | telam.com.ar
Notimex | | notimex.gob.mx
Bloomberg | Bloomberg News; Bloomberg.com; Bloomberg Businessweek; Bloomberg Opinion | bloomberg.com
Dow Jones Newswires | Dow Jones; Dow Jones & Company | dowjones.com
Inter Press Service | IPS; IPS News | ipsnews.net
"""
