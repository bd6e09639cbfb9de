package i18n

// signs is how a language writes numbers and dates. Latin digits everywhere,
// so that a mark or a deadline reads alike in a ministry with five languages;
// the rest follows CLDR.
type signs struct {
	thousands, decimal          string
	percentBefore, percentAfter string
	weekdays, shortDays         [7]string // Sunday first, as in package time
	months, shortMonths         [12]string
	day                         string // pattern: W weekday, D day, M month
	date                        string // pattern: D day, M month, Y year
	comma                       string // between day and hour
}

const (
	thinSpace = "\u202f"
	hardSpace = "\u00a0"
)

var signsOf = map[string]signs{
	"en": {
		thousands: ",", decimal: ".", percentAfter: "%",
		weekdays:    [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
		shortDays:   [7]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
		months:      [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
		shortMonths: [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
		day:         "W D M", date: "D M Y", comma: ", ",
	},
	"ar": {
		thousands: ",", decimal: ".", percentAfter: "%",
		weekdays:    [7]string{"الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"},
		shortDays:   [7]string{"الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"},
		months:      arabicMonths,
		shortMonths: arabicMonths,
		day:         "W D M", date: "D M Y", comma: "، ",
	},
	"fr": {
		thousands: thinSpace, decimal: ",", percentAfter: thinSpace + "%",
		weekdays:    [7]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"},
		shortDays:   [7]string{"dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."},
		months:      [12]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
		shortMonths: [12]string{"janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."},
		day:         "W D M", date: "D M Y", comma: ", ",
	},
	"ru": {
		thousands: hardSpace, decimal: ",", percentAfter: hardSpace + "%",
		weekdays:    [7]string{"воскресенье", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота"},
		shortDays:   [7]string{"вс", "пн", "вт", "ср", "чт", "пт", "сб"},
		months:      [12]string{"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"},
		shortMonths: [12]string{"янв.", "февр.", "мар.", "апр.", "мая", "июн.", "июл.", "авг.", "сент.", "окт.", "нояб.", "дек."},
		day:         "W, D M", date: "D M Y", comma: ", ",
	},
	"tr": {
		thousands: ".", decimal: ",", percentBefore: "%",
		weekdays:    [7]string{"Pazar", "Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi"},
		shortDays:   [7]string{"Paz", "Pzt", "Sal", "Çar", "Per", "Cum", "Cmt"},
		months:      [12]string{"Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık"},
		shortMonths: [12]string{"Oca", "Şub", "Mar", "Nis", "May", "Haz", "Tem", "Ağu", "Eyl", "Eki", "Kas", "Ara"},
		day:         "D M W", date: "D M Y", comma: ", ",
	},
}

var arabicMonths = [12]string{"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"}
