"""What is known of a payment's customer, card, device, address and terminal, as inputs."""
