"""The sheet Peers: each area of the peer group, by indicator."""
