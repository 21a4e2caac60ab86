//! Providers of throw-away mailboxes, and the large ordinary ones: lists kept by hand, from general
//! knowledge.

/// Whether millions of ordinary people have their mailbox there.
pub fn is_major_provider(domain: &str) -> bool {
    MAJOR.binary_search(&domain.to_lowercase().as_str()).is_ok()
}

/// Every domain of the default list, sorted: the GLOBAL half of the dataset `disposable_email_domains`.
pub const fn disposable() -> &'static [&'static str] {
    &DISPOSABLE
}

#[rustfmt::skip]
static MAJOR: [&str; 110] = [
    "126.com", "163.com", "abv.bg", "alice.it", "aol.com", "att.net", "azet.sk", "bellsouth.net",
    "bigpond.com", "bk.ru", "bluewin.ch", "bol.com.br", "btinternet.com", "centrum.cz", "comcast.net",
    "cox.net", "daum.net", "docomo.ne.jp", "ezweb.ne.jp", "fastmail.com", "foxmail.com", "free.fr",
    "freemail.hu", "freenet.de", "gmail.com", "gmx.at", "gmx.ch", "gmx.com", "gmx.de", "gmx.net",
    "hanmail.net", "hetnet.nl", "hey.com", "hotmail.co.uk", "hotmail.com", "hotmail.de", "hotmail.es",
    "hotmail.fr", "hotmail.it", "icloud.com", "interia.pl", "kpnmail.nl", "laposte.net", "libero.it",
    "list.ru", "live.co.uk", "live.com", "live.fr", "mac.com", "mail.com", "mail.ru", "mailbox.org",
    "me.com", "msn.com", "naver.com", "o2.pl", "onet.pl", "optusnet.com.au", "orange.fr", "outlook.com",
    "outlook.de", "outlook.es", "outlook.fr", "planet.nl", "posteo.de", "proton.me", "protonmail.com",
    "qq.com", "rambler.ru", "rediffmail.com", "rogers.com", "sapo.pt", "sbcglobal.net", "seznam.cz",
    "sfr.fr", "shaw.ca", "sina.com", "sky.com", "skynet.be", "softbank.ne.jp", "t-online.de", "telenet.be",
    "telia.com", "terra.com.br", "tiscali.it", "tuta.com", "tutanota.com", "ukr.net", "uol.com.br",
    "verizon.net", "virgilio.it", "virginmedia.com", "wanadoo.fr", "web.de", "wp.pl", "xtra.co.nz",
    "yahoo.co.in", "yahoo.co.jp", "yahoo.co.uk", "yahoo.com", "yahoo.com.br", "yahoo.de", "yahoo.es",
    "yahoo.fr", "yahoo.it", "yandex.com", "yandex.ru", "ymail.com", "ziggo.nl", "zoho.com",
];

#[rustfmt::skip]
static DISPOSABLE: [&str; 849] = [
    "0-mail.com", "0815.ru", "0clickemail.com", "0wnd.net", "0wnd.org", "10mail.org", "10minutemail.cf",
    "10minutemail.co.za", "10minutemail.com", "10minutemail.de", "10minutemail.ga", "10minutemail.gq",
    "10minutemail.ml", "10minutemail.net", "10minutemail.nl", "10minutemail.org", "10minutesmail.com",
    "1chuan.com", "1secmail.com", "1secmail.net", "1secmail.org", "1zhuan.com", "20mail.it",
    "20minutemail.com", "20minutemail.it", "20minutemail.net", "2prong.com", "30minutemail.com",
    "33mail.com", "3d-painting.com", "4warding.com", "4warding.net", "4warding.org", "60minutemail.com",
    "675hosting.com", "6url.com", "75hosting.com", "9ox.net", "a-bc.net", "a45.in", "abyssmail.com",
    "adobeccepdm.com", "afrobacon.com", "agedmail.com", "ajaxapp.net", "alivance.com", "amilegit.com",
    "amiri.net", "amiriindustries.com", "anappthat.com", "ano-mail.net", "anonbox.net", "anonymbox.com",
    "antichef.com", "antichef.net", "antireg.ru", "antispam.de", "antispam24.de", "armyspy.com",
    "artman-conception.com", "asdasd.nl", "awatum.de", "azmeil.tk", "baxomale.ht.cx", "beefmilk.com",
    "bigstring.com", "binkmail.com", "bio-muesli.net", "bobmail.info", "bodhi.lawlita.com", "bofthew.com",
    "boun.cr", "bouncr.com", "boxformail.in", "boximail.com", "boxtemp.com.br", "breakthru.com",
    "brefmail.com", "brennendesreich.de", "broadbandninja.com", "bsnow.net", "bspamfree.org",
    "bugmenot.com", "bumpymail.com", "bund.us", "burnermail.io", "burstmail.info", "buymoreplays.com",
    "byom.de", "card.zp.ua", "casualdx.com", "cek.pm", "centermail.com", "centermail.net", "chammy.info",
    "cheatmail.de", "chogmail.com", "choicemail1.com", "clixser.com", "coldemail.info", "cool.fr.nf",
    "correo.blogos.net", "cosmorph.com", "courriel.fr.nf", "courrieltemporaire.com", "cubiclink.com",
    "curryworld.de", "cust.in", "cuvox.de", "dacoolest.com", "dandikmail.com", "dayrep.com", "dbunker.com",
    "dcemail.com", "deadaddress.com", "deadchildren.org", "deadfake.cf", "deadfake.com", "deadfake.ga",
    "deadspam.com", "deagot.com", "dealja.com", "despam.it", "despammed.com", "devnullmail.com", "dfgh.net",
    "digitalsanctuary.com", "dingbone.com", "discard.cf", "discard.email", "discard.ga", "discard.gq",
    "discard.ml", "discard.tk", "discardmail.com", "discardmail.de", "disposable.cf", "disposable.ga",
    "disposable.ml", "disposableaddress.com", "disposableemailaddresses.com", "disposableinbox.com",
    "dispose.it", "disposeamail.com", "disposemail.com", "dispostable.com", "dodgeit.com", "dodgit.com",
    "dodgit.org", "donemail.ru", "dontreg.com", "dontsendmespam.de", "dotmsg.com", "drdrb.com", "drdrb.net",
    "droplar.com", "dropmail.me", "duam.net", "dudmail.com", "dump-email.info", "dumpandjunk.com",
    "dumpmail.de", "dumpyemail.com", "e-mail.org", "e4ward.com", "easytrashmail.com", "einmalmail.de",
    "einrot.com", "eintagsmail.de", "email60.com", "emailage.cf", "emaildienst.de", "emailfake.com",
    "emailgo.de", "emailias.com", "emailigo.de", "emailinfive.com", "emaillime.com", "emailmiser.com",
    "emailondeck.com", "emailsensei.com", "emailtemporanea.com", "emailtemporanea.net",
    "emailtemporario.com.br", "emailthe.net", "emailtmp.com", "emailto.de", "emailwarden.com",
    "emailx.at.hm", "emailxfer.com", "emailz.cf", "emeil.in", "emeil.ir", "emltmp.com", "emz.net",
    "enterto.com", "ephemail.net", "ero-tube.org", "etranquil.com", "etranquil.net", "evopo.com",
    "explodemail.com", "eyepaste.com", "fakeinbox.cf", "fakeinbox.com", "fakeinbox.ga", "fakeinbox.ml",
    "fakeinbox.tk", "fakeinformation.com", "fakemail.fr", "fakemail.net", "fakemailgenerator.com",
    "fakemailz.com", "fammix.com", "fansworldwide.de", "fantasymail.de", "fastacura.com", "fastchevy.com",
    "fastchrysler.com", "fastkawasaki.com", "fastmazda.com", "fastnissan.com", "fastsubaru.com",
    "fastsuzuki.com", "fasttoyota.com", "fastyamaha.com", "fexbox.org", "fexpost.com", "filzmail.com",
    "fivemail.de", "fixmail.tk", "fizmail.com", "fleckens.hu", "flemail.ru", "flurred.com",
    "flyinggeek.net", "forgetmail.com", "fr33mail.info", "frapmail.com", "freundin.ru", "front14.org",
    "fudgerub.com", "fux0ringduh.com", "garliclife.com", "gelitik.in", "get-mail.cf", "get1mail.com",
    "get2mail.fr", "getairmail.cf", "getairmail.com", "getairmail.ga", "getmails.eu", "getnada.com",
    "getonemail.com", "getonemail.net", "ghosttexter.de", "giantmail.de", "girlsundertheinfluence.com",
    "gishpuppy.com", "goemailgo.com", "gorillaswithdirtyarmpits.com", "gotmail.com", "gotmail.net",
    "gotmail.org", "gotti.otherinbox.com", "gowikibooks.com", "great-host.in", "greensloth.com", "grr.la",
    "gsrv.co.uk", "guerillamail.biz", "guerillamail.com", "guerillamail.net", "guerillamail.org",
    "guerrillamail.biz", "guerrillamail.com", "guerrillamail.de", "guerrillamail.info", "guerrillamail.net",
    "guerrillamail.org", "guerrillamailblock.com", "gustr.com", "h.mintemail.com", "haltospam.com",
    "harakirimail.com", "hat-geld.de", "hatespam.org", "hidemail.de", "hidzz.com", "hmamail.com",
    "hochsitze.com", "hopemail.biz", "hotpop.com", "hulapla.de", "ieatspam.eu", "ieatspam.info",
    "ihateyoualot.info", "iheartspam.org", "imails.info", "imgof.com", "imgv.de", "imstations.com",
    "inbax.tk", "inboxalias.com", "inboxbear.com", "inboxclean.com", "inboxclean.org", "inboxkitten.com",
    "incognitomail.com", "incognitomail.net", "incognitomail.org", "infocom.zp.ua", "inoutmail.de",
    "inoutmail.eu", "inoutmail.info", "inoutmail.net", "insorg-mail.info", "instant-mail.de",
    "instantemailaddress.com", "internxt-temp.com", "ip6.li", "irish2me.com", "iwi.net", "jetable.com",
    "jetable.fr.nf", "jetable.net", "jetable.org", "jnxjn.com", "jourrapide.com", "jsrsolutions.com",
    "junk1e.com", "junkmail.ga", "kasmail.com", "kaspop.com", "keepmymail.com", "killmail.com",
    "killmail.net", "kimsdisk.com", "kingsq.ga", "kir.ch.tk", "klassmaster.com", "klassmaster.net",
    "klzlk.com", "kook.ml", "koszmail.pl", "kulturbetrieb.info", "kurzepost.de", "l33r.eu", "lackmail.net",
    "lags.us", "landmail.co", "lastmail.co", "lawlita.com", "letthemeatspam.com", "lhsdv.com",
    "lifebyfood.com", "link2mail.net", "linshiyouxiang.net", "litedrop.com", "loadby.us", "login-email.cf",
    "lol.ovpn.to", "lookugly.com", "lopl.co.cc", "lortemail.dk", "lovemeleaveme.com", "lr78.com",
    "lroid.com", "luxusmail.org", "m21.cc", "m4ilweb.info", "maboard.com", "mail-filter.com",
    "mail-temporaire.fr", "mail.mezimages.net", "mail.tm", "mail.zp.ua", "mail1a.de", "mail21.cc",
    "mail2rss.org", "mail4trash.com", "mailbidon.com", "mailbiz.biz", "mailblocks.com", "mailbucket.org",
    "mailcat.biz", "mailcatch.com", "mailde.de", "mailde.info", "maildrop.cc", "maildrop.cf", "maildrop.ga",
    "maildu.de", "maileater.com", "mailed.ro", "maileimer.de", "mailexpire.com", "mailfa.tk",
    "mailforspam.com", "mailfree.ga", "mailfreeonline.com", "mailfs.com", "mailguard.me", "mailhazard.com",
    "mailhazard.us", "mailhz.me", "mailimate.com", "mailin8r.com", "mailinater.com", "mailinator.com",
    "mailinator.gq", "mailinator.net", "mailinator.org", "mailinator.us", "mailinator2.com",
    "mailincubator.com", "mailismagic.com", "mailjunk.cf", "mailjunk.ga", "mailmate.com", "mailme.gq",
    "mailme.ir", "mailme.lv", "mailme24.com", "mailmetrash.com", "mailmoat.com", "mailms.com",
    "mailnator.com", "mailnesia.com", "mailnull.com", "mailorg.org", "mailpick.biz", "mailpoof.com",
    "mailproxsy.com", "mailquack.com", "mailrock.biz", "mailsac.com", "mailscrap.com", "mailseal.de",
    "mailshell.com", "mailsiphon.com", "mailslapping.com", "mailslite.com", "mailtemp.info", "mailtome.de",
    "mailtothis.com", "mailtrash.net", "mailtv.net", "mailtv.tv", "mailzilla.com", "mailzilla.org",
    "makemetheking.com", "manifestgenerator.com", "manybrain.com", "mega.zik.dj", "meinspamschutz.de",
    "meltmail.com", "messagebeamer.de", "mezimages.net", "mierdamail.com", "migumail.com", "mintemail.com",
    "minutemailbox.com", "mjukglass.nu", "moakt.cc", "moakt.co", "moakt.com", "moakt.ws", "mobi.web.id",
    "moburl.com", "mohmal.com", "mohmal.im", "mohmal.in", "moncourrier.fr.nf", "monemail.fr.nf",
    "monmail.fr.nf", "monumentmail.com", "msa.minsmail.com", "mt2009.com", "mt2014.com", "muathegame.com",
    "mx0.wwwnew.eu", "mycleaninbox.net", "mydemo.equipment", "mymail-in.net", "mymailoasis.com",
    "mynetstore.de", "mypacks.net", "mypartyclip.de", "myphantomemail.com", "mysamp.de", "myspaceinc.com",
    "myspaceinc.net", "myspacepimpedup.com", "mytemp.email", "mytempemail.com", "mytempmail.com",
    "mytrashmail.com", "nabuma.com", "neomailbox.com", "nepwk.com", "nervmich.net", "nervtmich.net",
    "netmails.com", "netmails.net", "netzidiot.de", "neverbox.com", "nice-4u.com", "nincsmail.com",
    "nincsmail.hu", "nmail.cf", "no-spam.ws", "nobulk.com", "noclickemail.com", "nogmailspam.info",
    "nomail.pw", "nomail.xl.cx", "nomail2me.com", "nomorespamemails.com", "nospam.ze.tc", "nospam4.us",
    "nospamfor.us", "nospammail.net", "nospamthanks.info", "notsharingmy.info", "nowhere.org",
    "nowmymail.com", "ntlhelp.net", "nullbox.info", "nurfuerspam.de", "nwldx.com", "objectmail.com",
    "obobbo.com", "odnorazovoe.ru", "oneoffemail.com", "oneoffmail.com", "onewaymail.com", "oopi.org",
    "opayq.com", "ordinaryamerican.net", "otherinbox.com", "ourklips.com", "outlawspam.com", "ovpn.to",
    "owlpic.com", "pancakemail.com", "pimpedupmyspace.com", "pjjkp.com", "plexolan.de", "politikerclub.de",
    "pookmail.com", "privatdemail.net", "privy-mail.com", "privymail.de", "proxymail.eu", "prtnx.com",
    "punkass.com", "putthisinyourspamdatabase.com", "pwrby.com", "quickinbox.com", "quickmail.nl",
    "rcpt.at", "reallymymail.com", "receiveee.com", "recode.me", "recursor.net", "recyclemail.dk",
    "regbypass.com", "rejectmail.com", "rhyta.com", "rklips.com", "rmqkr.net", "rppkn.com", "rtrtr.com",
    "s0ny.net", "safersignup.de", "safetymail.info", "safetypost.de", "sandelf.de", "saynotospams.com",
    "schafmail.de", "schrott-email.de", "secretemail.de", "secure-mail.biz", "selfdestructingmail.com",
    "selfdestructingmail.org", "sendspamhere.com", "sharklasers.com", "shieldedmail.com", "shiftmail.com",
    "shitmail.me", "shitmail.org", "shitware.nl", "shmeriously.com", "shortmail.net", "sinnlos-mail.de",
    "siteposter.net", "skeefmail.com", "slapsfromlastnight.com", "slaskpost.se", "slopsbox.com",
    "slushmail.com", "smashmail.de", "smellfear.com", "smellrear.com", "snakemail.com", "sneakemail.com",
    "snkmail.com", "sofimail.com", "sofort-mail.de", "sogetthis.com", "soodonims.com", "spam.la", "spam.su",
    "spam4.me", "spamail.de", "spambob.com", "spambob.net", "spambob.org", "spambog.com", "spambog.de",
    "spambog.net", "spambog.ru", "spambooger.com", "spambox.info", "spambox.irishspringrealty.com",
    "spambox.us", "spamcannon.com", "spamcannon.net", "spamcero.com", "spamcon.org", "spamcorptastic.com",
    "spamcowboy.com", "spamcowboy.net", "spamcowboy.org", "spamday.com", "spamdecoy.net", "spamex.com",
    "spamfighter.cf", "spamfree.eu", "spamfree24.com", "spamfree24.de", "spamfree24.eu", "spamfree24.info",
    "spamfree24.net", "spamfree24.org", "spamgoes.in", "spamgourmet.com", "spamgourmet.net",
    "spamgourmet.org", "spamherelots.com", "spamhereplease.com", "spamhole.com", "spamify.com",
    "spaminator.de", "spamkill.info", "spaml.com", "spaml.de", "spammotel.com", "spamobox.com",
    "spamoff.de", "spamsalad.in", "spamslicer.com", "spamspot.com", "spamstack.net", "spamthis.co.uk",
    "spamthisplease.com", "spamtrail.com", "spamtroll.net", "speed.1s.fr", "spoofmail.de", "stuffmail.de",
    "super-auswahl.de", "supergreatmail.com", "superrito.com", "superstachel.de", "suremail.info",
    "tafmail.com", "talkinator.com", "techemail.com", "teewars.org", "teleworm.com", "teleworm.us",
    "temp-mail.com", "temp-mail.de", "temp-mail.io", "temp-mail.org", "temp-mail.ru",
    "temp.emeraldwebmail.com", "tempail.com", "tempalias.com", "tempe-mail.com", "tempemail.biz",
    "tempemail.co.za", "tempemail.com", "tempemail.net", "tempinbox.co.uk", "tempinbox.com", "tempmail.com",
    "tempmail.de", "tempmail.dev", "tempmail.eu", "tempmail.it", "tempmail.net", "tempmail.plus",
    "tempmail.us", "tempmail2.com", "tempmaildemo.com", "tempmailer.com", "tempmailer.de", "tempmailo.com",
    "tempomail.fr", "temporarily.de", "temporarioemail.com.br", "temporaryemail.net", "temporaryemail.us",
    "temporaryforwarding.com", "temporaryinbox.com", "temporarymailaddress.com", "tempr.email",
    "tempsky.com", "tempthe.net", "tempymail.com", "thanksnospam.info", "thankyou2010.com", "thc.st",
    "thelimestones.com", "thisisnotmyrealemail.com", "throam.com", "throwam.com",
    "throwawayemailaddress.com", "throwawaymail.com", "tilien.com", "tittbit.in", "tmail.ws",
    "tmailinator.com", "tmpeml.com", "tmpmail.net", "tmpmail.org", "toiea.com", "tradermail.info",
    "trash-amil.com", "trash-mail.at", "trash-mail.cf", "trash-mail.com", "trash-mail.de", "trash2009.com",
    "trashbox.eu", "trashdevil.com", "trashdevil.de", "trashemail.de", "trashmail.at", "trashmail.com",
    "trashmail.de", "trashmail.fr", "trashmail.io", "trashmail.me", "trashmail.net", "trashmail.org",
    "trashmail.ws", "trashmailer.com", "trashymail.com", "trashymail.net", "trbvm.com", "trialmail.de",
    "trickmail.net", "trillianpro.com", "tryalert.com", "turual.com", "twinmail.de", "twoweirdtricks.com",
    "tyldd.com", "uggsrock.com", "unmail.ru", "upliftnow.com", "uplipht.com", "uroid.com", "venompen.com",
    "veryrealemail.com", "viditag.com", "viewcastmedia.com", "viralplays.com", "vomoto.com", "vsimcard.com",
    "vubby.com", "walala.org", "walkmail.net", "wasteland.rfc822.org", "webemail.me", "webm4il.info",
    "webuser.in", "wee.my", "weg-werf-email.de", "wegwerf-email-addressen.de", "wegwerf-email.at",
    "wegwerf-email.de", "wegwerf-email.net", "wegwerf-emails.de", "wegwerfadresse.de", "wegwerfemail.com",
    "wegwerfemail.de", "wegwerfmail.de", "wegwerfmail.info", "wegwerfmail.net", "wegwerfmail.org",
    "wetrainbayarea.com", "wh4f.org", "whatiaas.com", "whatpaas.com", "whopy.com", "whyspam.me",
    "wilemail.com", "willhackforfood.biz", "willselfdestruct.com", "winemaven.info", "wolfsmail.tk",
    "writeme.us", "wronghead.com", "wuzup.net", "wuzupmail.net", "wwwnew.eu", "xagloo.com", "xemaps.com",
    "xents.com", "xmaily.com", "xoxy.net", "xyzfree.net", "yapped.net", "yogamaven.com", "yomail.info",
    "yopmail.com", "yopmail.fr", "yopmail.gq", "yopmail.net", "you-spam.com", "ypmail.webarnak.fr.eu.org",
    "yuurok.com", "z1p.biz", "zehnminuten.de", "zehnminutenmail.de", "zetmail.com", "zippymail.info",
    "zoaxe.com", "zoemail.com", "zoemail.net", "zoemail.org", "zomg.info", "zxcv.com", "zxcvbnm.com",
];

#[cfg(test)]
mod tests {
    use super::{DISPOSABLE, MAJOR};
    use crate::scoring::overlay::Overlay;

    /// Binary search needs order, and no ordinary provider may be on both lists.
    #[test]
    fn lists_are_sorted_and_apart() {
        assert!(DISPOSABLE.is_sorted_by(|a, b| a < b) && MAJOR.is_sorted_by(|a, b| a < b));
        let ours = Overlay::default();
        assert!(MAJOR.iter().all(|domain| ours.disposable(domain).is_none()));
    }

    /// Below a listed domain, but not merely ending like one.
    #[test]
    fn parents_count() {
        let ours = Overlay::default();
        assert_eq!(
            ours.disposable("mx.a.yopmail.com").as_deref(),
            Some("yopmail.com")
        );
        assert_eq!(ours.disposable("myyopmail.com"), None);
        assert_eq!(ours.disposable(""), None);
    }
}
