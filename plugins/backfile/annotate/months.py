"""Month names in, their numbers out: 20 languages of news, in the forms that dates use."""

# Months are parted by "|": nominative, genitive and short forms, without dots. A short
# form that is a common word elsewhere (Portuguese "set") is left out.
_NAMES = """
january jan januar jänner janvier janv enero ene gennaio gen janeiro stycznia styczeń styczen
ledna leden januari ocak ianuarie января январь янв січня січень januára január tammikuuta يناير
ינואר|
february feb febr februar feber février fevrier févr febrero febbraio fevereiro fev lutego luty
února únor februari şubat subat februarie февраля февраль фев лютого лютий februára helmikuuta
فبراير פברואר|
march mar märz maerz mrz mars marzo março marco marca marzec března březen maart mart martie
марта март мар березня березень maaliskuuta مارس מרץ|
april apr avril avr abril aprile kwietnia kwiecień kwiecien dubna duben nisan aprilie апреля
апрель апр квітня квітень apríla huhtikuuta أبريل ابريل אפריל|
may mai mayo maggio maio maja maj května květen mei mayıs mayis мая май травня травень mája
toukokuuta مايو מאי|
june jun juni juin junio giugno junho czerwca czerwiec června červen haziran iunie июня июнь июн
червня червень júna kesäkuuta يونيو יוני|
july jul juli juillet juil julio luglio julho lipca lipiec července červenec temmuz iulie июля
июль июл липня липень júla heinäkuuta يوليو יולי|
august aug août aout agosto ago sierpnia sierpień sierpien srpna srpen augustus augusti ağustos
agustos августа август авг серпня серпень augusta elokuuta أغسطس אוגוסט|
september sep sept septembre septiembre setembro settembre września wrzesień wrzesien září eylül
eylul septembrie сентября сентябрь сен вересня вересень septembra syyskuuta سبتمبر ספטמבר|
october oct oktober okt octobre octubre ottobre outubro października październik pazdziernika
října říjen ekim octombrie октября октябрь окт жовтня жовтень októbra lokakuuta أكتوبر אוקטובר|
november nov novembre noviembre novembro listopada listopad listopadu kasım kasim noiembrie
ноября ноябрь ноя листопада листопад novembra marraskuuta نوفمبر נובמבר|
december dec dez dezember décembre decembre déc diciembre dic dicembre dezembro grudnia grudzień
grudzien prosince prosinec aralık aralik decembrie декабря декабрь дек грудня грудень decembra
joulukuuta ديسمبر דצמבר
"""
_NUMBERS = {
    name: month for month, names in enumerate(_NAMES.split("|"), 1) for name in names.split()
}


def month_number(word: str) -> int:
    """Give 1 to 12 for a month's name in any case, 0 for another word."""
    # Turkish capital İ lowers to two characters; the second is a mark
    return _NUMBERS.get(word.lower().replace("\u0307", ""), 0)
