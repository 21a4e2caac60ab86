//! Autonomous systems of hosting companies: the large ones, kept by hand.

/// Number and holder, by number.
#[rustfmt::skip]
pub const ASNS: [(u32, &str); 50] = [
    (3842, "RamNode"), (6724, "Strato"), (7979, "Servers.com"), (8075, "Microsoft"),
    (8100, "QuadraNet"), (8560, "IONOS"), (9009, "M247"), (12876, "Scaleway"),
    (13335, "Cloudflare"), (14061, "DigitalOcean"), (14618, "Amazon"), (15169, "Google"),
    (16276, "OVH"), (16509, "Amazon"), (19318, "Interserver"), (20454, "Secured Servers"),
    (20473, "Vultr"), (24940, "Hetzner"), (26496, "GoDaddy"), (28753, "Leaseweb"),
    (29802, "Hivelocity"), (30633, "Leaseweb"), (31898, "Oracle"), (32244, "Liquid Web"),
    (36351, "IBM Cloud"), (36352, "ColoCrossing"), (37963, "Alibaba"), (40021, "Contabo"),
    (45090, "Tencent"), (45102, "Alibaba"), (46562, "Performive"), (46606, "Unified Layer"),
    (47583, "Hostinger"), (49981, "WorldStream"), (51167, "Contabo"), (53667, "FranTech"),
    (54290, "Hostwinds"), (54825, "Equinix Metal"), (55990, "Huawei"), (60068, "Datacamp"),
    (60781, "Leaseweb"), (62240, "Clouvider"), (62567, "DigitalOcean"), (63949, "Akamai Linode"),
    (132203, "Tencent"), (136907, "Huawei"), (197540, "netcup"), (212238, "Datacamp"),
    (213230, "Hetzner"), (396982, "Google Cloud"),
];

#[cfg(test)]
mod tests {
    use super::ASNS;

    /// Each once, in order.
    #[test]
    fn the_list_is_sorted() {
        assert!(ASNS.is_sorted_by(|a, b| a.0 < b.0));
    }
}
