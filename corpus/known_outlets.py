"""Outlets that are well known: the name that Newsdesk prints, other names, hosts.

A line an outlet: ``name | other names | hosts``. A name behind ``~`` is also the name, or the word, of somebody else:
it is believed only where nothing speaks against it (see ``outlets.canonical_outlet``). A host stands for all below it.
"""

from __future__ import annotations

OUTLETS = """
The New York Times | NYT; NY Times; N.Y. Times; NYTimes; International New York Times | nytimes.com nyti.ms
The Washington Post | WaPo; Wash Post; ~Post; ~The Post | washingtonpost.com wapo.st
The Wall Street Journal | WSJ; ~Journal; ~The Journal | wsj.com
USA Today | USA TODAY Network; USA Today Sports | usatoday.com
Los Angeles Times | LA Times; L.A. Times; LAT | latimes.com
Chicago Tribune | ~Tribune | chicagotribune.com
The Boston Globe | ~Globe | bostonglobe.com boston.com
New York Post | NY Post; N.Y. Post; ~The Post | nypost.com
New York Daily News | NY Daily News; ~Daily News | nydailynews.com
The Philadelphia Inquirer | Philly Inquirer; ~Inquirer | inquirer.com philly.com
San Francisco Chronicle | SF Chronicle; SFGate | sfchronicle.com sfgate.com
The Dallas Morning News | Dallas News | dallasnews.com
Houston Chronicle | | houstonchronicle.com chron.com
Miami Herald | | miamiherald.com
The Seattle Times | | seattletimes.com
Star Tribune | Minnesota Star Tribune; Minneapolis Star Tribune | startribune.com
The Denver Post | | denverpost.com
The Atlanta Journal-Constitution | AJC; Atlanta Journal Constitution | ajc.com
Tampa Bay Times | | tampabay.com
Detroit Free Press | | freep.com
The Arizona Republic | AZCentral | azcentral.com
The Baltimore Sun | | baltimoresun.com
The Christian Science Monitor | CS Monitor; CSMonitor | csmonitor.com
CNN | CNN International; CNN Business; CNN Politics; CNNPolitics; CNN Sport; Cable News Network | cnn.com cnn.it
CNN en Español | CNN Español; CNNE | cnnespanol.cnn.com
Fox News | FOX News Channel; FoxNews; Fox News Digital | foxnews.com
Fox Business | Fox Business Network | foxbusiness.com
MSNBC | MS NOW | msnbc.com ms.now
NBC News | NBC; NBC Nightly News | nbcnews.com nbc.com
CBS News | CBS; CBS Evening News; 60 Minutes | cbsnews.com cbs.com
ABC News | ~ABC; ~ABC News | abcnews.go.com abcnews.com
NPR | National Public Radio; NPR News | npr.org
PBS NewsHour | PBS News; PBS; PBS News Hour | pbs.org
CNBC | CNBC International | cnbc.com
Axios | | axios.com
Politico | POLITICO Magazine | politico.com
Politico Europe | POLITICO.eu | politico.eu
~The Hill | ~Hill | thehill.com
ProPublica | | propublica.org
~The Intercept | ~Intercept | theintercept.com
~The Atlantic | ~Atlantic; The Atlantic Magazine | theatlantic.com
The New Yorker | New Yorker | newyorker.com
~Time | Time Magazine; TIME.com; ~Time | time.com
Newsweek | Newsweek Magazine | newsweek.com
~The Nation | ~Nation | thenation.com
National Review | | nationalreview.com
The New Republic | TNR | newrepublic.com
Mother Jones | | motherjones.com
~Slate | Slate Magazine | slate.com
~Salon | Salon.com | salon.com
~Vox | Vox.com | vox.com
~Vice | Vice News; VICE World News | vice.com
BuzzFeed News | BuzzFeed | buzzfeednews.com buzzfeed.com
HuffPost | Huffington Post; The Huffington Post; HuffPo | huffpost.com huffingtonpost.com huffingtonpost.co.uk
The Daily Beast | Daily Beast | thedailybeast.com
Business Insider | ~Insider | businessinsider.com insider.com
Forbes | Forbes Magazine; Forbes.com | forbes.com
~Fortune | Fortune Magazine | fortune.com
MarketWatch | | marketwatch.com
Barron's | Barrons | barrons.com
Yahoo News | | news.yahoo.com yahoo.com
Yahoo Finance | | finance.yahoo.com
Foreign Policy | Foreign Policy Magazine | foreignpolicy.com
Foreign Affairs | Foreign Affairs Magazine | foreignaffairs.com
Scientific American | SciAm | scientificamerican.com
National Geographic | NatGeo; Nat Geo | nationalgeographic.com
~Nature | Nature News | nature.com
~Science | Science Magazine; ScienceInsider; AAAS Science | science.org sciencemag.org
New Scientist | | newscientist.com
~Wired | Wired Magazine; WIRED.com | wired.com
~The Verge | ~Verge | theverge.com
TechCrunch | | techcrunch.com
Ars Technica | | arstechnica.com
~Variety | Variety Magazine | variety.com
The Hollywood Reporter | THR | hollywoodreporter.com
Rolling Stone | Rolling Stone Magazine | rollingstone.com
ESPN | ESPN.com | espn.com
Sports Illustrated | | si.com
~The Athletic | | theathletic.com
Breitbart | Breitbart News | breitbart.com
~STAT | STAT News | statnews.com
Kaiser Health News | KFF Health News; KHN | khn.org kffhealthnews.org
The Texas Tribune | | texastribune.org
Voice of America | VOA; VOA News | voanews.com
Radio Free Europe/Radio Liberty | RFE/RL; RFERL; Radio Free Europe | rferl.org svoboda.org
Radio Free Asia | RFA | rfa.org
BBC | BBC News; BBC World; BBC World Service; BBC Sport | bbc.co.uk bbc.com bbci.co.uk
~The Guardian | Guardian UK; Guardian US; Guardian Australia; ~Guardian | theguardian.com guardian.co.uk
~The Observer | ~Observer | observer.co.uk
~The Times | Times of London; The London Times; ~Times | thetimes.co.uk thetimes.com timesonline.co.uk
~The Sunday Times | | sundaytimes.co.uk
Financial Times | FT; FT.com | ft.com
~The Daily Telegraph | ~The Telegraph; ~Telegraph | telegraph.co.uk
~The Independent | ~Independent; Independent UK | independent.co.uk
~The Economist | ~Economist; Economist Newspaper | economist.com
~The Spectator | ~Spectator | spectator.co.uk
New Statesman | | newstatesman.com
Daily Mail | Mail Online; MailOnline; Mail on Sunday; ~Mail; ~The Mail | dailymail.co.uk mailonline.co.uk
~The Sun | ~Sun | thesun.co.uk thesun.com thesun.ie the-sun.com
Daily Mirror | The Daily Mirror; Sunday Mirror; ~Mirror; ~The Mirror | mirror.co.uk
~Daily Express | Express.co.uk; Sunday Express; ~Express; ~The Express | express.co.uk
Daily Star | Daily Star UK; ~Star | dailystar.co.uk
Evening Standard | London Evening Standard; ~The Standard; ~Standard | standard.co.uk
~Metro | Metro UK; Metro.co.uk | metro.co.uk
The i Paper | i News; inews; ~i; ~The i | inews.co.uk theipaper.com
~The Week | The Week UK; ~Week | theweek.co.uk theweek.com
Sky News | ~Sky | news.sky.com
Sky Sports | | skysports.com
ITV News | ITV | itv.com
Channel 4 News | Channel 4 | channel4.com
The Scotsman | | scotsman.com
~The Herald | ~Herald; Herald Scotland; The Herald (Glasgow) | heraldscotland.com
The Irish Times | | irishtimes.com
Irish Independent | Independent.ie | independent.ie
RTÉ | RTE; RTE News; RTÉ News | rte.ie
~The Conversation | ~Conversation | theconversation.com
Bellingcat | | bellingcat.com
Le Monde | Le Monde diplomatique | lemonde.fr
Le Figaro | | lefigaro.fr
Libération | Liberation | liberation.fr
Les Echos | Les Échos | lesechos.fr
Le Parisien | | leparisien.fr
France 24 | France24 | france24.com
Radio France Internationale | RFI | rfi.fr
Franceinfo | France Info; FranceTV Info | francetvinfo.fr franceinfo.fr
Mediapart | | mediapart.fr
Der Spiegel | Spiegel; Spiegel Online; Spiegel International | spiegel.de
~Die Zeit | Zeit Online; ~Zeit | zeit.de
Frankfurter Allgemeine Zeitung | FAZ; F.A.Z.; FAZ.NET | faz.net
Süddeutsche Zeitung | SZ; Sueddeutsche Zeitung; Süddeutsche | sueddeutsche.de sz.de
~Die Welt | Welt; Die Welt Online | welt.de
Bild | Bild-Zeitung; Bild.de | bild.de
Handelsblatt | | handelsblatt.com
Die Tageszeitung | taz | taz.de
Tagesschau | ARD; tagesschau.de | tagesschau.de
ZDF | ZDFheute | zdf.de zdfheute.de
Deutsche Welle | DW; DW News | dw.com
ORF | | orf.at
Neue Zürcher Zeitung | NZZ; Neue Zuercher Zeitung | nzz.ch
El País | El Pais | elpais.com
~El Mundo | | elmundo.es
La Vanguardia | | lavanguardia.com
ABC (Spain) | Diario ABC; ~ABC | abc.es
RTVE | | rtve.es
Público | ~Publico | publico.pt
Corriere della Sera | Corriere | corriere.it
La Repubblica | Repubblica | repubblica.it
La Stampa | | lastampa.it
Il Sole 24 Ore | | ilsole24ore.com
~RAI | RaiNews; Rai News | rainews.it rai.it
De Telegraaf | Telegraaf | telegraaf.nl
NRC | NRC Handelsblad | nrc.nl
De Volkskrant | Volkskrant | volkskrant.nl
~NOS | NOS Nieuws | nos.nl
VRT | VRT NWS | vrt.be
~Le Soir | | lesoir.be
Dagens Nyheter | DN.se | dn.se
Aftonbladet | | aftonbladet.se
SVT | SVT Nyheter | svt.se
NRK | | nrk.no
Aftenposten | | aftenposten.no
~DR | DR Nyheder | dr.dk
Politiken | | politiken.dk
Yle | Yle News | yle.fi
Helsingin Sanomat | | hs.fi
Gazeta Wyborcza | Wyborcza | wyborcza.pl
Rzeczpospolita | | rp.pl
Euronews | | euronews.com
EUobserver | EU Observer | euobserver.com
Euractiv | EURACTIV.com | euractiv.com
Balkan Insight | BIRN | balkaninsight.com
Kathimerini | eKathimerini | ekathimerini.com kathimerini.gr
Kyiv Post | | kyivpost.com
The Kyiv Independent | | kyivindependent.com
Ukrainska Pravda | Ukrayinska Pravda | pravda.com.ua
Meduza | | meduza.io
The Moscow Times | | themoscowtimes.com
Novaya Gazeta | | novayagazeta.ru novayagazeta.eu
Kommersant | | kommersant.ru
RT | Russia Today; RT.com | rt.com
~Sputnik | Sputnik News | sputniknews.com sputnikglobe.com
Al Jazeera | Al Jazeera English; Aljazeera; Al-Jazeera | aljazeera.com aljazeera.net
Al Arabiya | Al Arabiya English; Al-Arabiya | alarabiya.net
Middle East Eye | | middleeasteye.net
Asharq Al-Awsat | Asharq Alawsat | aawsat.com
Arab News | | arabnews.com
~The National | The National (UAE) | thenationalnews.com
Gulf News | | gulfnews.com
Khaleej Times | | khaleejtimes.com
Haaretz | | haaretz.com haaretz.co.il
The Times of Israel | | timesofisrael.com
The Jerusalem Post | JPost | jpost.com
Ynet | Ynetnews; Yedioth Ahronoth | ynetnews.com ynet.co.il
Hürriyet | Hurriyet Daily News; Hurriyet | hurriyetdailynews.com hurriyet.com.tr
Tehran Times | | tehrantimes.com
Iran International | | iranintl.com
Al-Ahram | Ahram Online; Al Ahram | ahram.org.eg
~The Guardian (Nigeria) | Guardian Nigeria; ~The Guardian; ~Guardian | guardian.ng
~Punch | The Punch; Punch Nigeria | punchng.com
Premium Times | | premiumtimesng.com
Vanguard (Nigeria) | Vanguard Nigeria; ~Vanguard | vanguardngr.com
Daily Nation | Nation Africa; ~Nation | nation.africa
The Standard (Kenya) | ~The Standard; ~Standard | standardmedia.co.ke
The East African | | theeastafrican.co.ke
Mail & Guardian | | mg.co.za
News24 | | news24.com
Daily Maverick | | dailymaverick.co.za
AllAfrica | allAfrica.com | allafrica.com
The Times of India | TOI; Times of India; ~The Times | timesofindia.indiatimes.com timesofindia.com
The Economic Times | Economic Times | economictimes.indiatimes.com economictimes.com
~The Hindu | ~Hindu | thehindu.com
Hindustan Times | HT Media | hindustantimes.com
The Indian Express | ~The Express; ~Express | indianexpress.com
NDTV | New Delhi Television | ndtv.com
India Today | | indiatoday.in
~Mint | Livemint | livemint.com
~The Wire (India) | ~The Wire; ~Wire | thewire.in
~Scroll | Scroll.in | scroll.in
~Dawn | Dawn.com; Dawn News | dawn.com
Geo News | Geo TV | geo.tv
The Express Tribune | Express Tribune; ~Tribune | tribune.com.pk
The Daily Star (Bangladesh) | ~The Daily Star; ~Daily Star | thedailystar.net
South China Morning Post | SCMP | scmp.com
China Daily | | chinadaily.com.cn
Global Times | | globaltimes.cn
People's Daily | Peoples Daily; Renmin Ribao | people.cn people.com.cn
CGTN | China Global Television Network | cgtn.com
Taipei Times | | taipeitimes.com
Hong Kong Free Press | HKFP | hongkongfp.com
Nikkei Asia | Nikkei; Nikkei Asian Review; Nihon Keizai Shimbun | asia.nikkei.com nikkei.com
The Japan Times | Japan Times | japantimes.co.jp
The Asahi Shimbun | Asahi Shimbun; Asahi | asahi.com
The Yomiuri Shimbun | Yomiuri; Japan News | yomiuri.co.jp
NHK | NHK World; NHK World-Japan | nhk.or.jp
The Korea Herald | | koreaherald.com
The Korea Times | | koreatimes.co.kr
Chosun Ilbo | The Chosun Ilbo; Chosun | chosun.com
The Straits Times | ~The Times | straitstimes.com
~CNA | Channel NewsAsia; Channel News Asia | channelnewsasia.com
The Star (Malaysia) | ~The Star; ~Star | thestar.com.my
Bangkok Post | ~The Post; ~Post | bangkokpost.com
The Jakarta Post | | thejakartapost.com
Rappler | | rappler.com
Philippine Daily Inquirer | Inquirer.net; ~Inquirer | inquirer.net
VnExpress | VnExpress International | vnexpress.net
ABC News (Australia) | ABC Australia; Australian Broadcasting Corporation; ~ABC; ~ABC News | abc.net.au
The Sydney Morning Herald | SMH; ~The Herald; ~Herald | smh.com.au
~The Age | | theage.com.au
~The Australian | ~Australian | theaustralian.com.au
Australian Financial Review | AFR | afr.com
News.com.au | | news.com.au
The New Zealand Herald | NZ Herald; ~The Herald; ~Herald | nzherald.co.nz
RNZ | Radio New Zealand; RNZ News | rnz.co.nz
~Stuff | Stuff.co.nz | stuff.co.nz
CBC News | CBC; Canadian Broadcasting Corporation; CBC Radio-Canada | cbc.ca
Radio-Canada | Ici Radio-Canada | ici.radio-canada.ca radio-canada.ca
The Globe and Mail | Globe & Mail; ~Globe; ~The Globe | theglobeandmail.com
Toronto Star | ~The Star; ~Star | thestar.com
National Post | ~Post; ~The Post | nationalpost.com
CTV News | CTV | ctvnews.ca
~Global News | ~Global | globalnews.ca
~La Presse | | lapresse.ca
Folha de S.Paulo | Folha; Folha de São Paulo | folha.uol.com.br
O Globo | | oglobo.globo.com
G1 | | g1.globo.com
O Estado de S. Paulo | Estadão; Estadao | estadao.com.br
Clarín | Clarin | clarin.com
~La Nación | La Nacion; ~La Nación | lanacion.com.ar
~Reforma | | reforma.com
~El Universal | | eluniversal.com.mx
La Jornada | | jornada.com.mx
~El Tiempo | | eltiempo.com
Granma | | granma.cu
PR Newswire | PRNewswire; Cision PR Newswire | prnewswire.com
Business Wire | Businesswire | businesswire.com
GlobeNewswire | Globe Newswire | globenewswire.com
"""
