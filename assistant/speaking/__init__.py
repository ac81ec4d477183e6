"""Reply to sound: phrasing makes words, the queue says who may speak, the one mouth says them."""
